package io.rivulet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.publisher.FeedPublisher;
import io.rivulet.servers.CertificateAuthority;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.ServerCertificate;
import io.rivulet.servers.ServerSettings;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The access lists of Kafka against a broker that has an authorizer: who reads and writes what is
/// what the table here says, everything else is refused.
final class KafkaAccessIT {
  private static final KafkaAccess ACCESS = new KafkaAccess("feed-fanout");
  private static final int PATIENCE = 10_000;

  private static final Map<Role, Set<String>> WRITES =
      Map.of(
          Role.INGEST,
          Set.of(
              Topics.SUBMISSIONS,
              Topics.POSTS,
              Topics.RELATIONS,
              Topics.ACCOUNTS,
              Topics.ACTS,
              Topics.DEAD_LETTERS),
          Role.FANOUT,
          Set.of(Topics.DELIVERIES, Topics.DEAD_LETTERS),
          Role.READER,
          Set.of(),
          Role.PUBLISHER,
          Set.of(Topics.SUBMISSIONS),
          Role.OPERATOR,
          Set.of(Topics.SUBMISSIONS, Topics.DEAD_LETTERS));

  private static final Set<String> ALL =
      Set.of(
          Topics.POSTS,
          Topics.RELATIONS,
          Topics.ACCOUNTS,
          Topics.ACTS,
          Topics.SUBMISSIONS,
          Topics.DELIVERIES,
          Topics.DEAD_LETTERS,
          Topics.LAYOUT);

  private static final Map<Role, Set<String>> READS =
      Map.of(
          Role.INGEST,
          Set.of(Topics.SUBMISSIONS, Topics.DEAD_LETTERS, Topics.LAYOUT),
          Role.FANOUT,
          Set.of(
              Topics.POSTS,
              Topics.RELATIONS,
              Topics.ACCOUNTS,
              Topics.ACTS,
              Topics.DELIVERIES,
              Topics.LAYOUT),
          Role.READER,
          Set.of(Topics.POSTS, Topics.RELATIONS, Topics.ACCOUNTS, Topics.ACTS, Topics.LAYOUT),
          Role.PUBLISHER,
          Set.of(),
          Role.OPERATOR,
          ALL);

  @TempDir private static Path folder;
  private static @Nullable KafkaServer server;

  @BeforeAll
  static void start() throws IOException {
    CertificateAuthority authority = CertificateAuthority.create(folder.resolve("tls"));
    ServerCertificate administrator = authority.issue(KafkaServer.ADMINISTRATOR);
    KafkaServer started =
        KafkaServer.start(ServerSettings.ephemeral().withCertificate(authority.issue("kafka")));
    server = started;
    Files.writeString(
        folder.resolve("administrator.properties"),
        """
        security.protocol=SSL
        ssl.keystore.type=PEM
        ssl.keystore.location=%s
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        """
            .formatted(administrator.both(), administrator.authority()));
    try (Admin admin = administrator()) {
      var topics = new TopicProvisioner(admin, Duration.ofSeconds(20)).provision(Topics.spec(1, 1));
      assertThat(topics.matches()).isTrue();
      var provisioner = new KafkaAccessProvisioner(admin);
      provisioner.setPasswords(Passwords.all());
      assertThat(provisioner.apply(ACCESS).added()).hasSameElementsAs(ACCESS.all());
      // A broker learns of them a moment later.
      await()
          .until(
              () ->
                  admin
                      .describeAcls(AclBindingFilter.ANY)
                      .values()
                      .get()
                      .containsAll(ACCESS.all()));
    }
    fill(new KafkaSettings(started.administration(), folder.resolve("administrator.properties")));
  }

  /// One record into each topic: whoever may read finds something.
  private static void fill(KafkaSettings administrator) {
    try (var producer =
        new KafkaProducer<>(
            administrator.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String topic : ALL) {
        var _ = producer.send(new ProducerRecord<>(topic, 0, new byte[] {1}, new byte[] {2}));
      }
      producer.flush();
    }
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static KafkaServer running() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server;
  }

  private static Admin administrator() {
    return Admin.create(
        new KafkaSettings(running().administration(), folder.resolve("administrator.properties"))
            .client());
  }

  private static KafkaSettings as(Role role) {
    return as(role, Passwords.of(role));
  }

  private static KafkaSettings as(Role role, String password) {
    try {
      Path file =
          Files.writeString(
              folder.resolve(role.user() + password.hashCode() + ".properties"),
              """
              security.protocol=SASL_SSL
              sasl.mechanism=SCRAM-SHA-512
              sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="%s" password="%s";
              ssl.truststore.type=PEM
              ssl.truststore.location=%s
              """
                  .formatted(role.user(), password, folder.resolve("tls").resolve("ca.crt")));
      return new KafkaSettings(running().bootstrapServers(), file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Map<String, Object> patient(KafkaSettings settings) {
    return settings.client(
        Map.of("request.timeout.ms", PATIENCE, "default.api.timeout.ms", PATIENCE));
  }

  private static boolean allowed(KafkaFuture<?> answer) throws InterruptedException {
    try {
      var _ = answer.get();
      return true;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(AuthorizationException.class);
      return false;
    }
  }

  @Test
  void whoWritesATopicIsWhomTheTableNames() throws Exception {
    for (Role role : Role.values()) {
      try (var producer =
          new KafkaProducer<>(
              as(role)
                  .client(
                      Map.of("max.block.ms", PATIENCE, "acks", "all", "enable.idempotence", false)),
              new ByteArraySerializer(),
              new ByteArraySerializer())) {
        for (String topic : ALL) {
          assertThat(taken(producer, topic))
              .as("%s writes %s", role, topic)
              .isEqualTo(WRITES.getOrDefault(role, Set.of()).contains(topic));
        }
      }
    }
  }

  private static boolean taken(KafkaProducer<byte[], byte[]> producer, String topic)
      throws InterruptedException {
    try {
      var _ = producer.send(new ProducerRecord<>(topic, 0, new byte[] {1}, new byte[] {2})).get();
      return true;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(AuthorizationException.class);
      return false;
    }
  }

  @Test
  void whoReadsATopicIsWhomTheTableNames() {
    for (Role role : Role.values()) {
      for (String topic : ALL) {
        assertThat(readable(role, topic))
            .as("%s reads %s", role, topic)
            .isEqualTo(READS.getOrDefault(role, Set.of()).contains(topic));
      }
    }
  }

  private static boolean readable(Role role, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (var consumer =
        new KafkaConsumer<>(
            as(role)
                .client(Map.of("auto.offset.reset", "none", "default.api.timeout.ms", PATIENCE)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, 0);
      await().until(() -> !consumer.poll(Duration.ofMillis(200)).isEmpty());
      return true;
    } catch (AuthorizationException _) {
      return false;
    }
  }

  @Test
  void nobodyOfThemChangesRightsPasswordsOrSettings() throws Exception {
    for (Role role : Role.values()) {
      try (Admin admin = Admin.create(patient(as(role)))) {
        assertThat(allowed(admin.createAcls(ACCESS.all()).all())).isFalse();
        assertThat(allowed(admin.describeUserScramCredentials().all())).isFalse();
        assertThat(allowed(admin.deleteTopics(List.of(Topics.POSTS)).all())).isFalse();
        assertThat(allowed(admin.deleteConsumerGroups(List.of("feed-fanout")).all()))
            .as("%s deletes a group", role)
            .isFalse();
        boolean creates =
            allowed(
                admin
                    .createTopics(List.of(new NewTopic("other." + role.user(), 1, (short) 1)))
                    .all());
        assertThat(creates).as("%s creates other topics", role).isFalse();
      }
    }
  }

  @Test
  void anOutsidePublisherSubmitsByWhatAFileNames() {
    try (FeedPublisher feed = FeedPublisher.connect(as(Role.PUBLISHER))) {
      assertThat(feed.post("@ann").clientKey("1").text("Hello").publish().join().id()).isPositive();
    }
  }

  @Test
  void aWrongPasswordAndPlainTextAreRefused() {
    try (Admin admin = Admin.create(patient(as(Role.READER, "guessed-by-somebody")))) {
      assertThatThrownBy(() -> admin.describeCluster().nodes().get())
          .hasCauseInstanceOf(SaslAuthenticationException.class)
          .hasMessageNotContaining("guessed-by-somebody");
    }
    KafkaSettings plain = KafkaSettings.of(running().bootstrapServers());
    try (Admin admin =
        Admin.create(
            plain.client(Map.of("request.timeout.ms", 2_000, "default.api.timeout.ms", 3_000)))) {
      assertThatThrownBy(() -> admin.describeCluster().nodes().get())
          .isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void whatIsBeyondTheListIsTakenAwayAndOthersAreLeftAlone() throws Exception {
    AclBinding beyond = reads("User:feed-reader", "secrets");
    AclBinding foreign = reads("User:somebody-else", "secrets");
    try (Admin admin = administrator()) {
      admin.createAcls(List.of(beyond, foreign)).all().get();

      KafkaAccessProvisioner.Change change = new KafkaAccessProvisioner(admin).apply(ACCESS);

      assertThat(change.added()).isEmpty();
      assertThat(change.removed()).containsExactly(beyond);
      assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
          .contains(foreign)
          .doesNotContain(beyond)
          .containsAll(ACCESS.all());
    }
  }

  private static AclBinding reads(String principal, String topic) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
        new AccessControlEntry(principal, "*", AclOperation.READ, AclPermissionType.ALLOW));
  }
}
