package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.event.EventJson;
import io.rivulet.event.PostPublished;
import io.rivulet.ingest.RunningIngest.Answer;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.publisher.FeedPublisher;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.topic.Layout;
import io.rivulet.topic.LayoutTopic;
import io.rivulet.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// feed-ingest while partitions are added.
class PartitionsAddedIT {
  private static final int BEFORE = 4;
  private static final int AFTER = 8;
  private static final int ACCOUNTS = 24;

  private KafkaServer kafka;
  private RedisServer redis;
  private RunningIngest ingest;

  @BeforeEach
  void start() {
    kafka = KafkaServer.start(ServerSettings.ephemeral());
    redis = RedisServer.start(ServerSettings.ephemeral());
    Topic.createAll(kafka.bootstrapServers());
    ingest = new RunningIngest(kafka.bootstrapServers(), redis.uri(), 1);
  }

  @AfterEach
  void stop() {
    ingest.close();
    redis.close();
    kafka.close();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
  }

  /// Nobody is told that something is published which the copy would miss, and nothing that waits
  /// in Kafka is given up.
  @Test
  void nothingIsPublishedUntilAllAreThereAndThenEverythingIsAtHome() throws Exception {
    String name = RunningIngest.newName();
    long author = ingest.account(name);
    assertThat(ingest.publish(author, "before").status()).isEqualTo(200);
    Layout draining = Layout.AS_CREATED.draining(BEFORE, AFTER, "feed-fanout");
    write(draining);
    soon().until(() -> ingest.publish(author, "a moment ago").status() == 503);
    assertThat(ingest.publish(author, "meanwhile").response().headers().firstValue("Retry-After"))
        .isPresent();
    List<Long> ends = ends(Topics.POSTS);

    try (FeedPublisher feed = FeedPublisher.connect(kafka.bootstrapServers())) {
      var _ = feed.post("@" + name).text("submitted meanwhile").publish().join();
      write(draining.copying(Map.of(Topics.POSTS, ends)));
      addPartitions();
      Answer refused = ingest.publish(author, "meanwhile");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(ends(Topics.POSTS)).startsWith(ends.toArray(Long[]::new)).hasSize(AFTER);
      assertThat(letters()).isEmpty();
    }

    write(draining.copying(Map.of(Topics.POSTS, ends)).clearing().settled());
    soon().until(() -> ingest.publish(author, "afterwards").status() == 200);
    soon().until(() -> texts(author).contains("submitted meanwhile"));
    assertThat(texts(author)).contains("before", "afterwards").doesNotContain("meanwhile");

    Set<Long> authors = new HashSet<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      long another = ingest.account();
      assertThat(ingest.publish(another, "at home").status()).isEqualTo(200);
      authors.add(another);
    }
    assertThat(authors).anyMatch(one -> Topics.partition(one, AFTER) >= BEFORE);
    for (String topic : List.of(Topics.ACCOUNTS, Topics.POSTS)) {
      Set<Long> found = new HashSet<>();
      for (int partition = 0; partition < AFTER; partition++) {
        for (ConsumerRecord<byte[], byte[]> record : records(topic, partition)) {
          long key = Long.parseLong(new String(record.key(), StandardCharsets.US_ASCII));
          if (authors.contains(key)) {
            assertThat(Topics.partition(key, AFTER)).isEqualTo(partition);
            found.add(key);
          }
        }
      }
      assertThat(found).isEqualTo(authors);
    }
  }

  /// What was begun before may have gone to where it does not belong any more, whenever Kafka took
  /// it: so all of that batch is sent once more, and means nothing twice.
  @Test
  void whatWasBegunBeforeIsSentOnceMoreToWhereItBelongs() throws Exception {
    String name = RunningIngest.newName();
    long author = ingest.account(name);
    while (Topics.partition(author, AFTER) < BEFORE) {
      name = RunningIngest.newName();
      author = ingest.account(name);
    }
    // Whoever is named in a submission is looked up.
    redis.pause();
    try (FeedPublisher feed = FeedPublisher.connect(kafka.bootstrapServers())) {
      var _ = feed.post("@" + name).text("late").publish().join();
    }
    soon().until(() -> ingest.admin("/metrics").contains("rivulet_submissions_waits_total"));
    Layout draining = Layout.AS_CREATED.draining(BEFORE, AFTER, "feed-fanout");
    write(draining);
    // Who adds partitions waits until everybody must know of each step.
    soon().until(this::held);
    Layout copying = draining.copying(Map.of(Topics.POSTS, ends(Topics.POSTS)));
    write(copying);
    addPartitions();
    write(copying.clearing().settled());
    soon().until(() -> !held());
    redis.resume();

    int home = Topics.partition(author, AFTER);
    long wanted = author;
    soon()
        .untilAsserted(
            () ->
                assertThat(records(Topics.POSTS, home))
                    .filteredOn(record -> isBy(wanted, record))
                    .hasSize(2)
                    .extracting(record -> EventJson.decode(record.value()))
                    .containsOnly(EventJson.decode(first(home, wanted).value())));
    assertThat(records(Topics.POSTS, home % BEFORE)).noneMatch(record -> isBy(wanted, record));
    assertThat(letters()).isEmpty();
  }

  private boolean held() throws Exception {
    return ingest.admin("/metrics").contains("rivulet_publish_held 1.0");
  }

  private ConsumerRecord<byte[], byte[]> first(int partition, long author) {
    return records(Topics.POSTS, partition).stream()
        .filter(record -> isBy(author, record))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isBy(long author, ConsumerRecord<byte[], byte[]> record) {
    return Arrays.equals(record.key(), Topics.key(author));
  }

  private List<String> texts(long author) {
    List<String> texts = new ArrayList<>();
    for (int partition = 0; partition < AFTER; partition++) {
      for (ConsumerRecord<byte[], byte[]> record : records(Topics.POSTS, partition)) {
        if (isBy(author, record)) {
          texts.add(EventJson.decode(record.value(), PostPublished.class).content().text());
        }
      }
    }
    return texts;
  }

  private List<ConsumerRecord<byte[], byte[]>> letters() {
    return records(Topics.DEAD_LETTERS, 0);
  }

  private List<Long> ends(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(found -> new TopicPartition(topic, found.partition()))
              .sorted(Comparator.comparingInt(TopicPartition::partition))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      return partitions.stream().map(one -> ends.getOrDefault(one, 0L)).toList();
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic, int partition) {
    TopicPartition read = new TopicPartition(topic, partition);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(read));
      consumer.seekToBeginning(List.of(read));
      long end = consumer.endOffsets(List.of(read)).getOrDefault(read, 0L);
      while (consumer.position(read) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers()),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private void addPartitions() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .createPartitions(
              Topics.CO_PARTITIONED.stream()
                  .collect(Collectors.toMap(topic -> topic, _ -> NewPartitions.increaseTo(AFTER))))
          .all()
          .get();
    }
  }

  private void write(Layout layout) {
    LayoutTopic.write(KafkaSettings.of(kafka.bootstrapServers()), layout);
  }
}
