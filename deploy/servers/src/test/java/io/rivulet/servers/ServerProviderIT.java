package io.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every provider's servers must do, run against each provider that this machine can run.
final class ServerProviderIT {
  static Stream<ServerProvider> ofRedis() {
    return Stream.of(
        new ProcessServers(), new ContainerServers(), new RunningServers(TestServers.redis()));
  }

  static Stream<ServerProvider> ofKafka() {
    return Stream.of(
        new ProcessServers(), new ContainerServers(), new RunningServers(TestServers.kafka()));
  }

  @ParameterizedTest
  @MethodSource("ofRedis")
  void redisKeepsKeysAndComparesBytes(ServerProvider provider) {
    assumeRuns(provider);
    try (TestServer redis = provider.redis()) {
      assertThat(redis.address()).startsWith("redis://");
      assertThat(RedisConversation.ask(redis.address(), "SET name value")).isEqualTo("OK");
      assertThat(RedisConversation.ask(redis.address(), "GET name")).isEqualTo("value");
      assertThat(RedisConversation.ask(redis.address(), "EVAL \"return tostring('B' < 'a')\" 0"))
          .isEqualTo("true");
    }
  }

  @ParameterizedTest
  @MethodSource("ofKafka")
  void kafkaServesWhatTheJobNeeds(ServerProvider provider) throws Exception {
    assumeRuns(provider);
    try (TestServer kafka = provider.kafka()) {
      var conversation = new KafkaConversation(kafka.address());
      String topic = "words-" + System.nanoTime();
      topicsAreOnlyMadeOnPurpose(conversation);
      conversation.createTopic(topic);
      conversation.send(topic, "one");
      for (var protocol : List.of("classic", "consumer")) {
        assertThat(conversation.read(topic, 1, Map.of("group.protocol", protocol)))
            .containsExactly("one");
      }
      assertThat(
              conversation.read(
                  topic, 1, Map.of("session.timeout.ms", 2_000, "heartbeat.interval.ms", 500)))
          .containsExactly("one");
      aStreamsGroupReads(kafka.address(), topic);
    }
  }

  private static void topicsAreOnlyMadeOnPurpose(KafkaConversation conversation) {
    try (var admin = conversation.admin()) {
      assertThatThrownBy(() -> admin.describeTopics(List.of("unheard-of")).allTopicNames().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  private static void aStreamsGroupReads(String bootstrapServers, String topic)
      throws InterruptedException {
    var read = new CountDownLatch(1);
    var topology = new StreamsBuilder();
    topology.<String, String>stream(topic).foreach((_, _) -> read.countDown());
    var properties = new Properties();
    properties.putAll(
        Map.of(
            "application.id",
            "reader-of-" + topic,
            "bootstrap.servers",
            bootstrapServers,
            "group.protocol",
            "streams",
            "auto.offset.reset",
            "earliest",
            "default.key.serde",
            Serdes.StringSerde.class,
            "default.value.serde",
            Serdes.StringSerde.class));
    long begin = System.nanoTime();
    try (var streams = new KafkaStreams(topology.build(), properties)) {
      streams.start();
      assertThat(read.await(30, TimeUnit.SECONDS)).isTrue();
      System.out.println(
          "Streams group ran after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }
  }

  @Test
  void addressesOfRunningServersComeBeforeAnythingElse() {
    var containers = new Properties();
    containers.setProperty("feed.test.servers", "containers");
    var environment = Map.of("FEED_TEST_REDIS", "somewhere:6379");
    assertThat(TestServers.chosen("FEED_TEST_REDIS", environment, containers).redis().address())
        .isEqualTo("redis://somewhere:6379");
    assertThat(TestServers.chosen("FEED_TEST_KAFKA", environment, containers))
        .isInstanceOf(ContainerServers.class);
    assertThat(TestServers.chosen("FEED_TEST_KAFKA", environment, new Properties()))
        .isInstanceOf(ProcessServers.class);
  }

  @Test
  void anUnknownProviderIsNamed() {
    var properties = new Properties();
    properties.setProperty("feed.test.servers", "cloud");
    assertThatThrownBy(() -> TestServers.chosen("FEED_TEST_KAFKA", Map.of(), properties))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("expected local or containers, found cloud");
  }

  @Test
  void eachJvmHasOneOfBoth() {
    assertThat(TestServers.redis()).isEqualTo(TestServers.redis());
    assertThat(TestServers.kafka()).isEqualTo(TestServers.kafka());
  }

  private static void assumeRuns(ServerProvider provider) {
    Optional<String> obstacle = provider.obstacle();
    assumeTrue(obstacle.isEmpty(), () -> provider + ": " + obstacle.orElseThrow());
  }
}
