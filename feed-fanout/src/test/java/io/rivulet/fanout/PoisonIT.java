package io.rivulet.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.deadletter.DeadLetter;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.delivery.DeliveryCodec;
import io.rivulet.keyspace.Shards;
import io.rivulet.notice.Notice;
import io.rivulet.servers.TestServers;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Poison stops no partition of any topic that a worker reads: it is a dead letter, and what
/// follows is worked on.
class PoisonIT {
  private static final int PARTITIONS = 4;
  private static final List<String> TOPICS =
      List.of(Topics.POSTS, Topics.RELATIONS, Topics.ACTS, Topics.ACCOUNTS, Topics.DELIVERIES);

  /// As large as a record of these topics may be, less its own few bytes.
  private static final int LARGEST = 1_048_400;

  @TempDir Path state;
  private final String application = "fanout-" + UUID.randomUUID();
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of(
              "bootstrap.servers", TestServers.kafka(), "acks", "all", "max.request.size", 2 << 20),
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private final Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()));
  private FanoutWorker worker;

  @BeforeEach
  void start() throws Exception {
    new TopicProvisioner(admin, Duration.ofSeconds(20)).provision(Topics.spec(PARTITIONS, 1));
    worker =
        new FanoutWorker(
            ShippedConfiguration.with(
                Map.of(
                    "RIVULET_KAFKA", TestServers.kafka(),
                    "RIVULET_REDIS", TestServers.redis(),
                    "RIVULET_STATE", state.toString(),
                    "RIVULET_APPLICATION_ID", application)),
            new SimpleMeterRegistry());
    worker.start();
    await().atMost(Duration.ofSeconds(30)).until(worker::running);
  }

  @AfterEach
  void stop() {
    worker.stop();
    producer.close();
    admin.close();
  }

  @Test
  void poisonOnEveryPartitionIsADeadLetterAndThoseBehindItAreWorkedOn() throws Exception {
    long letters = end(Topics.DEAD_LETTERS, 0);
    List<ProducerRecord<byte[], byte[]>> poison = poison();
    Map<DeadLetter.Source, byte[]> sent = new HashMap<>();
    for (ProducerRecord<byte[], byte[]> record : poison) {
      var place = producer.send(record).get();
      sent.put(
          new DeadLetter.Source(place.topic(), place.partition(), place.offset()), record.value());
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              for (String topic : TOPICS) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                  assertThat(committed(topic, partition))
                      .as("%s-%d", topic, partition)
                      .isEqualTo(end(topic, partition));
                }
              }
            });
    Map<DeadLetter.Source, byte[]> found = new HashMap<>();
    letters(letters).forEach(letter -> found.put(letter.source(), letter.value()));
    assertThat(found).containsAllEntriesOf(sent);
    assertThat(worker.running()).isTrue();
  }

  /// Keys and values that are absent, empty, noise, cut off, or as large as can be.
  private static List<ProducerRecord<byte[], byte[]>> poison() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String topic : TOPICS) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        byte[] key = topic.equals(Topics.ACCOUNTS) ? new byte[] {'7'} : null;
        records.add(new ProducerRecord<>(topic, partition, key, new byte[0]));
        records.add(new ProducerRecord<>(topic, partition, new byte[] {'x'}, bytes("{\"type\"")));
        records.add(new ProducerRecord<>(topic, partition, key, noise(random, 50)));
        records.add(new ProducerRecord<>(topic, partition, key, null));
      }
      records.add(new ProducerRecord<>(topic, 0, new byte[] {'1'}, noise(random, LARGEST)));
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      records.add(new ProducerRecord<>(Topics.DELIVERIES, partition, null, foreign(partition)));
    }
    return records;
  }

  /// A delivery that is well-formed, but another partition's.
  private static byte[] foreign(int partition) {
    long account = 1;
    while (Shards.partition(Shards.of(account), PARTITIONS) == partition) {
      account++;
    }
    Notice notice = new Notice(9, Notice.Kind.LIKE, 7, 7);
    return DeliveryCodec.encode(List.of(new Delivery.Noticed(account, notice, true)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] noise(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private long committed(String topic, int partition) throws Exception {
    var offset =
        admin
            .listConsumerGroupOffsets(application)
            .partitionsToOffsetAndMetadata()
            .get()
            .get(new TopicPartition(topic, partition));
    return offset == null ? 0 : offset.offset();
  }

  private long end(String topic, int partition) {
    TopicPartition one = new TopicPartition(topic, partition);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return consumer.endOffsets(List.of(one)).getOrDefault(one, 0L);
    }
  }

  private List<DeadLetter> letters(long from) {
    TopicPartition one = new TopicPartition(Topics.DEAD_LETTERS, 0);
    List<DeadLetter> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(one));
      consumer.seek(one, from);
      long end = consumer.endOffsets(List.of(one)).getOrDefault(one, 0L);
      while (consumer.position(one) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          letters.add(DeadLetter.read(record));
        }
      }
    }
    return letters;
  }

  private static KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", TestServers.kafka(), "fetch.max.bytes", 4 << 20),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
