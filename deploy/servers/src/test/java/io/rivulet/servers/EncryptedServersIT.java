package io.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers with certificates take encrypted connections and no others.
final class EncryptedServersIT {
  @TempDir private Path folder;

  @Test
  void theFilesOfAnAuthorityAreItsOwnersAlone() throws Exception {
    CertificateAuthority.create(folder.resolve("tls")).issue("somebody");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tls"))))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder.resolve("tls"))) {
      assertThat(files)
          .hasSize(4)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void redisAnswersNobodyInPlainText() {
    ServerCertificate certificate =
        CertificateAuthority.create(folder.resolve("tls")).issue("redis");
    try (var redis = RedisServer.start(ServerSettings.ephemeral().withCertificate(certificate))) {
      assertThat(redis.uri()).isEqualTo("rediss://127.0.0.1:" + redis.port());
      assertThat(Probe.redisAnswers("127.0.0.1", redis.port())).isFalse();
      ServerCertificate other = CertificateAuthority.create(folder.resolve("other")).issue("redis");
      assertThat(new Probe("127.0.0.1", redis.port(), java.util.Optional.of(other)).redisAnswers())
          .isFalse();
    }
  }

  @Test
  void kafkaAnswersWhoSignsInAndNobodyElse() throws Exception {
    CertificateAuthority authority = CertificateAuthority.create(folder.resolve("tls"));
    ServerCertificate administrator = authority.issue(KafkaServer.ADMINISTRATOR);
    ServerSettings settings =
        ServerSettings.keptIn(folder.resolve("kafka")).withCertificate(authority.issue("kafka"));
    try (var kafka = KafkaServer.start(settings)) {
      assertThat(Probe.kafkaAnswers("127.0.0.1", kafka.port())).isFalse();
      setPassword(kafka, administrator, "ann", "secret");

      assertThat(nodes(ofClient(kafka, authority(), "ann", "secret"))).isEqualTo(1);
      assertThatThrownBy(() -> nodes(ofClient(kafka, authority(), "ann", "wrong")))
          .hasCauseInstanceOf(SaslAuthenticationException.class);
      // A certificate of the same authority with another name is known, and may nothing.
      try (Admin guest = Admin.create(byCertificate(kafka, authority.issue("guest")))) {
        assertThatThrownBy(() -> guest.describeUserScramCredentials().all().get())
            .hasMessageContaining("Authorization");
      }
    }
  }

  private Path authority() {
    return folder.resolve("tls").resolve("ca.crt");
  }

  private static int nodes(Map<String, Object> client)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(client)) {
      return admin.describeCluster().nodes().get().size();
    }
  }

  private static void setPassword(
      KafkaServer kafka, ServerCertificate administrator, String user, String password)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(byCertificate(kafka, administrator))) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      user,
                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096),
                      password)))
          .all()
          .get();
    }
  }

  private static Map<String, Object> byCertificate(
      KafkaServer kafka, ServerCertificate certificate) {
    return Map.of(
        "bootstrap.servers",
        kafka.administration(),
        "security.protocol",
        "SSL",
        "ssl.keystore.type",
        "PEM",
        "ssl.keystore.location",
        certificate.both().toString(),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        certificate.authority().toString(),
        "default.api.timeout.ms",
        10_000,
        "request.timeout.ms",
        9_000);
  }

  private static Map<String, Object> ofClient(
      KafkaServer kafka, Path authority, String user, String password) {
    return Map.of(
        "bootstrap.servers",
        kafka.bootstrapServers(),
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        authority.toString(),
        "default.api.timeout.ms",
        10_000,
        "request.timeout.ms",
        9_000);
  }
}
