package io.rivulet.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.audit.AuditException;
import io.rivulet.audit.model.History;
import io.rivulet.audit.model.ReferenceModel;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.Origin;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.topic.Layout;
import io.rivulet.topic.LayoutTopic;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The truth is the same whatever the number of partitions it lies in.
final class TruthLogIT {
  private static final int FEW = 2;
  private static final int MORE = 4;
  private static final int ACCOUNTS = 12;
  private static final List<String> TOPICS =
      List.of(Topics.POSTS, Topics.RELATIONS, Topics.ACCOUNTS);

  private static KafkaServer server;
  private static KafkaSettings kafka;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void start() {
    server = KafkaServer.start(ServerSettings.ephemeral());
    kafka = KafkaSettings.of(server.bootstrapServers());
    producer =
        new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer());
    try (Admin admin = Admin.create(kafka.client())) {
      new TopicProvisioner(admin, Duration.ofSeconds(30))
          .provision(Topics.spec(FEW, 1))
          .requireMatch();
    }
  }

  @AfterAll
  static void stop() {
    producer.close();
    server.close();
  }

  private static void send(Event event, int partitions) {
    var _ =
        producer.send(
            new ProducerRecord<>(
                Topics.of(event),
                Topics.partition(event.key(), partitions),
                Topics.key(event.key()),
                EventJson.encode(event)));
  }

  /// What is read, by its offset and what it says: where it lies is another matter.
  private record Read(List<String> records, List<List<Long>> homes, long count, long poison) {}

  private static Read read() {
    List<String> records = new ArrayList<>();
    ReferenceModel model = new ReferenceModel();
    try (TruthLog log = new TruthLog(kafka)) {
      log.readTo(
          log.ends(),
          record -> {
            boolean means = model.apply(record.at(), record.event());
            records.add(record.at().offset() + " " + record.event() + " " + means);
          });
      records.sort(String::compareTo);
      List<List<Long>> homes = new ArrayList<>();
      for (long id = 1; id <= ACCOUNTS; id++) {
        homes.add(model.home(id, History.NOW));
      }
      return new Read(records, homes, log.records(), log.poison());
    }
  }

  /// Some of it by submissions, some of which come again.
  private static void happen(Random random) {
    List<Event> submitted = new ArrayList<>();
    History history =
        new History(
            (_, event) -> {
              send(event, FEW);
              if (event.origin() != null) {
                submitted.add(event);
              }
            });
    for (long id = 1; id <= ACCOUNTS; id++) {
      history.account(id, "user" + id);
    }
    for (int i = 0; i < 300; i++) {
      long actor = 1L + random.nextInt(ACCOUNTS);
      long other = 1 + (actor + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
      history.from(random.nextBoolean() ? new Origin(0, i) : null);
      switch (random.nextInt(4)) {
        case 0 -> history.follow(actor, other);
        case 1 -> history.unfollow(actor, other);
        default -> history.post(1_000 + i, actor);
      }
      if (random.nextInt(30) == 0) {
        List.copyOf(submitted.subList(Math.max(0, submitted.size() - 10), submitted.size()))
            .forEach(event -> send(event, FEW));
      }
    }
    byte[] poison = "{".getBytes(StandardCharsets.UTF_8);
    for (long id = 1; id <= ACCOUNTS; id++) {
      var _ =
          producer.send(
              new ProducerRecord<>(
                  Topics.POSTS, Topics.partition(id, FEW), Topics.key(id), poison));
    }
    producer.flush();
  }

  /// Copies what moves to the same offsets, as `deploy/rivulet repartition` does.
  private static void fill(String topic) throws Exception {
    try (var consumer =
        new KafkaConsumer<>(
            kafka.client(Map.of("enable.auto.commit", false)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> few = new ArrayList<>();
      for (int partition = 0; partition < FEW; partition++) {
        few.add(new TopicPartition(topic, partition));
      }
      consumer.assign(few);
      consumer.seekToBeginning(few);
      Map<TopicPartition, Long> ends = consumer.endOffsets(few);
      while (few.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          int added = record.partition() + FEW;
          var _ = producer.send(copy(record, added));
        }
      }
    }
    producer.flush();
  }

  private static ProducerRecord<byte[], byte[]> copy(
      ConsumerRecord<byte[], byte[]> record, int added) {
    return Topics.isElsewhere(record.key(), record.value(), added, MORE)
        ? new ProducerRecord<>(record.topic(), added, Topics.fillerKey(record.topic()), null)
        : new ProducerRecord<>(
            record.topic(), added, record.timestamp(), record.key(), record.value());
  }

  @Test
  void theTruthIsTheSameAfterPartitionsWereAddedAndIsNotToldMeanwhile() throws Exception {
    long seed = Long.getLong("feed.seed", System.nanoTime());
    System.out.println("TruthLogIT: -Dfeed.seed=" + seed);
    happen(new Random(seed));
    Read before = read();
    assertThat(before.poison()).isEqualTo(ACCOUNTS);
    assertThat(before.homes()).anySatisfy(home -> assertThat(home).isNotEmpty());
    try (TruthLog begun = new TruthLog(kafka);
        Admin admin = Admin.create(kafka.client())) {
      Layout draining = Layout.AS_CREATED.draining(FEW, MORE, "feed-fanout");
      LayoutTopic.write(kafka, draining);
      assertThat(begun.ends()).as("nothing has moved yet").hasSize(TOPICS.size() * FEW);
      assertThat(read()).isEqualTo(before);
      LayoutTopic.write(kafka, draining.copying(Map.of()));
      Map<String, NewPartitions> wanted = new HashMap<>();
      Topics.CO_PARTITIONED.forEach(topic -> wanted.put(topic, NewPartitions.increaseTo(MORE)));
      var _ = admin.createPartitions(wanted).all().get();
      for (String topic : TOPICS) {
        fill(topic);
      }
      assertThatThrownBy(TruthLogIT::read)
          .isInstanceOf(AuditException.class)
          .hasMessageStartingWith("partitions are being added (copying)");
      LayoutTopic.write(kafka, draining.clearing());
      assertThatThrownBy(begun::ends)
          .isInstanceOf(AuditException.class)
          .hasMessageStartingWith("partitions are being added (clearing)");
      LayoutTopic.write(kafka, draining.settled());
      assertThatThrownBy(begun::ends)
          .isInstanceOf(AuditException.class)
          .hasMessageContaining("has 4 partitions, and 2 are read");
    }
    assertThat(read()).isEqualTo(before);
  }
}
