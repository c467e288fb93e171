package io.rivulet.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.ServerSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The layout in a Kafka of its own, since there is one for all that use one, and since it goes
/// away.
class LayoutTopicIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Layout DRAINING = Layout.AS_CREATED.draining(2, 4, "feed-fanout");
  private static final Layout SETTLED = DRAINING.copying(Map.of()).settled();

  private KafkaServer server;
  private KafkaSettings kafka;

  @BeforeEach
  void start() {
    server = KafkaServer.start(ServerSettings.ephemeral());
    kafka = KafkaSettings.of(server.bootstrapServers());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void provision() {
    try (Admin admin = Admin.create(kafka.client())) {
      new TopicProvisioner(admin, PATIENCE)
          .provision(
              Topics.spec(2, 1).stream().filter(spec -> spec.name().equals(Topics.LAYOUT)).toList())
          .requireMatch();
    }
  }

  @Test
  void theNewestLayoutIsReadAlsoWhenItComesAfterTheFirstReading() throws Exception {
    try (LayoutTopic topic = new LayoutTopic(kafka, PATIENCE)) {
      assertThat(topic.read()).as("no topic").isEqualTo(Layout.AS_CREATED);
      provision();
      // A client knows of a topic that it asked for in vain a moment later.
      await().until(() -> topic.read().equals(Layout.AS_CREATED));
      LayoutTopic.write(kafka, DRAINING);
      await().until(() -> topic.read().equals(DRAINING));
      assertThat(topic.read()).isEqualTo(DRAINING);
      LayoutTopic.write(kafka, DRAINING.copying(Map.of()));
      LayoutTopic.write(kafka, SETTLED);
      assertThat(topic.read()).isEqualTo(SETTLED);
    }
    try (LayoutTopic topic = new LayoutTopic(kafka, PATIENCE)) {
      assertThat(topic.read()).as("from the beginning").isEqualTo(SETTLED);
    }
  }

  @Test
  void whatIsNoLayoutIsSaidToBeSoEachTimeUntilThereIsOneAgain() throws Exception {
    provision();
    LayoutTopic.write(kafka, SETTLED);
    try (LayoutTopic topic = new LayoutTopic(kafka, PATIENCE);
        var producer =
            new KafkaProducer<>(
                kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      assertThat(topic.read()).isEqualTo(SETTLED);
      byte[] nonsense = "nonsense".getBytes(StandardCharsets.UTF_8);
      var _ = producer.send(new ProducerRecord<>(Topics.LAYOUT, nonsense, nonsense)).get();
      for (int round = 0; round < 2; round++) {
        assertThatThrownBy(topic::read)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("layout: ");
      }
      LayoutTopic.write(kafka, DRAINING);
      assertThat(topic.read()).isEqualTo(DRAINING);
    }
  }

  @Test
  void changesAreToldAndTheLeaseRunsOutWhenKafkaIsGone() throws Exception {
    provision();
    List<Layout> told = new CopyOnWriteArrayList<>();
    try (LayoutWatch watch = new LayoutWatch(kafka, told::add)) {
      assertThat(watch.now()).as("not started").isNull();
      watch.start();
      await().atMost(PATIENCE).until(() -> Layout.AS_CREATED.equals(watch.now()));
      LayoutTopic.write(kafka, DRAINING);
      await().atMost(PATIENCE).until(() -> DRAINING.equals(watch.now()));
      LayoutTopic.write(kafka, SETTLED);
      await().atMost(PATIENCE).until(() -> SETTLED.equals(watch.now()));
      assertThat(told).containsExactly(Layout.AS_CREATED, DRAINING, SETTLED);
      long gone = System.nanoTime();
      server.kill();
      await().atMost(LayoutWatch.LEASE.plus(PATIENCE)).until(() -> watch.now() == null);
      assertThat(Duration.ofNanos(System.nanoTime() - gone))
          .isBetween(LayoutWatch.LEASE.minusSeconds(6), LayoutWatch.LEASE.plusSeconds(5));
      assertThat(told).as("that nothing is known is no change").hasSize(3);
    }
  }
}
