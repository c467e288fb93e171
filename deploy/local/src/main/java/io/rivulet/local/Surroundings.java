package io.rivulet.local;

import io.rivulet.access.KafkaAccess;
import io.rivulet.access.KafkaAccessProvisioner;
import io.rivulet.access.Role;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.ServerSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/// What a run's services find around them: how its Kafka and Redis take connections, in plain text
/// or encrypted, and what each service is told to reach them.
final class Surroundings {
  private final Optional<RunSecrets> secrets;

  Surroundings(Optional<RunSecrets> secrets) {
    this.secrets = secrets;
  }

  /// How Kafka is to run.
  ServerSettings kafka(Path data) {
    ServerSettings settings = ServerSettings.keptIn(data.resolve("kafka"));
    return secrets.map(all -> settings.withCertificate(all.kafka())).orElse(settings);
  }

  /// How Redis is to run.
  ServerSettings redis(Path data) {
    ServerSettings settings = ServerSettings.keptIn(data.resolve("redis"));
    return secrets
        .map(
            all ->
                settings
                    .withCertificate(all.redis())
                    .withProperty("aclfile", all.redisUsers().toString()))
        .orElse(settings);
  }

  /// Topics, and who may do what with them: passwords and rights are those of now, whatever a data
  /// folder remembers.
  void provision(KafkaServer kafka, int partitions) {
    KafkaSettings administrator =
        secrets
            .map(all -> new KafkaSettings(kafka.administration(), all.administrator()))
            .orElseGet(() -> KafkaSettings.of(kafka.bootstrapServers()));
    LocalTopics.provision(administrator, partitions);
    secrets.ifPresent(
        all -> {
          try (Admin admin = Admin.create(administrator.client())) {
            var provisioner = new KafkaAccessProvisioner(admin);
            // In this order: whoever can sign in has his rights.
            var _ = provisioner.apply(new KafkaAccess(Instance.FANOUT_GROUP));
            provisioner.setPasswords(all.passwords());
          }
        });
  }

  /// The value of `kafka` in a service's configuration.
  String kafkaOf(Service service, String servers) {
    return secrets
        .flatMap(all -> service.role().map(all::kafkaProperties))
        .map(file -> "{servers: \"%s\", properties: \"%s\"}".formatted(servers, file))
        .orElse(servers);
  }

  /// The value of `redis.uri` in a service's configuration, and what goes with it.
  String redisOf(Service service, String uri) {
    return secrets.flatMap(all -> service.role().map(role -> signedIn(all, role, uri))).orElse(uri);
  }

  private static String signedIn(RunSecrets all, Role role, String uri) {
    return """
        %s
          user: %s
          passwordFile: "%s"
          certificates: "%s\""""
        .formatted(uri, role.user(), all.password(role), all.authority());
  }
}
