package io.rivulet.local;

import io.rivulet.access.RedisAccess;
import io.rivulet.access.Role;
import io.rivulet.servers.CertificateAuthority;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Certificates and passwords of a secure run, made on the spot in a folder of its data that only
/// its owner may enter. Who deletes the folder and starts the run again has new ones.
///
/// | file | what |
/// |---|---|
/// | `ca.crt` | the run's own authority: `curl --cacert` |
/// | `<name>.key`, `.crt`, `.pem` | a certificate, for `kafka`, `kafka-admin`, `redis` and `door` |
/// | `<user>.password` | of a [Role], in Kafka and in Redis |
/// | `<user>.properties` | how it signs in to Kafka; what Kafka's tools take by `--command-config` |
/// | `redis.acl` | the access list of Redis, with hashes only |
final class RunSecrets {
  private static final String FOLDER = "secure";
  private static final String DOOR = "door";
  private static final String KAFKA = "kafka";
  private static final String REDIS = "redis";
  private static final int PASSWORD_BYTES = 32;
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private final Path folder;

  private RunSecrets(Path folder) {
    this.folder = folder;
  }

  /// Those of a data folder, all made anew unless all are there.
  ///
  /// @throws LocalException if others may enter their folder
  static RunSecrets open(Path data) {
    RunSecrets secrets = new RunSecrets(data.resolve(FOLDER));
    try {
      if (!secrets.complete()) {
        secrets.delete();
        secrets.create();
      }
      secrets.requireOwnersAlone();
      secrets.write("redis.acl", String.join("\n", RedisAccess.file(secrets.passwords())) + "\n");
      return secrets;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be written: %s".formatted(secrets.folder, e.getMessage()), e);
    }
  }

  /// Those in a folder that a run tells of.
  static RunSecrets in(Path folder) {
    return new RunSecrets(folder);
  }

  private boolean complete() {
    return Stream.of(KAFKA, KafkaServer.ADMINISTRATOR, REDIS, DOOR)
            .allMatch(name -> certificate(name).exists())
        && Stream.of(Role.values())
            .allMatch(role -> Files.exists(password(role)) && Files.exists(kafkaProperties(role)))
        && Files.exists(administrator());
  }

  private void delete() throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private void create() throws IOException {
    CertificateAuthority authority = CertificateAuthority.create(folder);
    Stream.of(KAFKA, KafkaServer.ADMINISTRATOR, REDIS, DOOR).forEach(authority::issue);
    for (Role role : Role.values()) {
      String password = random();
      write(role.user() + ".password", password + "\n");
      write(role.user() + ".properties", byPassword(role.user(), password));
    }
    write(KafkaServer.ADMINISTRATOR + ".properties", byCertificate());
  }

  private static String random() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private String byPassword(String user, String password) {
    return """
        security.protocol=SASL_SSL
        sasl.mechanism=SCRAM-SHA-512
        sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="%s" password="%s";
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        """
        .formatted(user, password, authority());
  }

  private String byCertificate() {
    ServerCertificate administrator = certificate(KafkaServer.ADMINISTRATOR);
    return """
        security.protocol=SSL
        ssl.keystore.type=PEM
        ssl.keystore.location=%s
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        """
        .formatted(administrator.both(), authority());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
    Files.writeString(file, text);
  }

  private void requireOwnersAlone() throws IOException {
    String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    if (!permissions.endsWith("------")) {
      throw new LocalException(
          "Others may enter %s (%s): delete it and start again, since they may know what is in it"
              .formatted(folder, permissions));
    }
  }

  private ServerCertificate certificate(String name) {
    return new ServerCertificate(folder, name);
  }

  ServerCertificate kafka() {
    return certificate(KAFKA);
  }

  ServerCertificate redis() {
    return certificate(REDIS);
  }

  ServerCertificate door() {
    return certificate(DOOR);
  }

  Path folder() {
    return folder;
  }

  Path authority() {
    return certificate(DOOR).authority();
  }

  Path redisUsers() {
    return folder.resolve("redis.acl");
  }

  Path password(Role role) {
    return folder.resolve(role.user() + ".password");
  }

  Path kafkaProperties(Role role) {
    return folder.resolve(role.user() + ".properties");
  }

  /// How whoever sets passwords and rights signs in to Kafka.
  Path administrator() {
    return folder.resolve(KafkaServer.ADMINISTRATOR + ".properties");
  }

  Map<Role, String> passwords() {
    Map<Role, String> passwords = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      try {
        passwords.put(role, Files.readString(password(role)).strip());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return passwords;
  }
}
