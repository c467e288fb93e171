package io.rivulet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.deadletter.DeadLetter;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator does with dead letters, on a Kafka of its own: the topic is always the same.
final class DeadLettersIT {
  private static final byte[] BINARY = {0, (byte) 0xff, 27, (byte) 0xc0};

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private KafkaServer kafka;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeEach
  void start() {
    kafka = KafkaServer.start(ServerSettings.keptIn(folder));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new TopicProvisioner(admin, Duration.ofSeconds(30))
          .provision(Topics.spec(2, 1))
          .requireMatch();
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    producer.close();
    kafka.close();
  }

  private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    producer.send(record).get();
  }

  private void letter(String reason, String topic, int partition, String key, byte[] value)
      throws Exception {
    ProducerRecord<byte[], byte[]> letter =
        new DeadLetter(
                reason,
                "what was wrong",
                new DeadLetter.Source(topic, partition, 7),
                Instant.parse("2026-11-22T18:36:50Z"),
                "feed-ingest",
                key.getBytes(UTF_8),
                value)
            .toRecord();
    // As the fan-out's are: about something of long ago.
    long longAgo = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
    send(
        new ProducerRecord<>(
            letter.topic(), null, longAgo, letter.key(), letter.value(), letter.headers()));
  }

  private void submission(String reason, int partition, String key, String value) throws Exception {
    letter(reason, Topics.SUBMISSIONS, partition, key, value.getBytes(UTF_8));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("dead-letters"));
    all.addAll(Arrays.asList(arguments));
    all.addAll(List.of("--kafka", kafka.bootstrapServers()));
    return Rivulet.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  private List<String> submitted(int partition) {
    List<String> values = new ArrayList<>();
    TopicPartition one = new TopicPartition(Topics.SUBMISSIONS, partition);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(one));
      consumer.seekToBeginning(List.of(one));
      long end = consumer.endOffsets(List.of(one)).getOrDefault(one, 0L);
      while (consumer.position(one) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          values.add(text(record.key()) + "=" + text(record.value()));
        }
      }
    }
    return values;
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  @Test
  void oneIsListedAndShownWhateverItsBytesAre() throws Exception {
    submission("unknown-author", 2, "ann", "{\"text\":\"\u001b[2J\"}");
    letter("invalid-event", Topics.POSTS, 0, "42", BINARY);
    send(new ProducerRecord<>(Topics.DEAD_LETTERS, BINARY, BINARY));

    assertThat(run("list", "--reason", "unknown-author")).isZero();
    assertThat(out.toString())
        .contains("unknown-author", "feed.submissions.v1/2/7", "what was wrong")
        .contains("2 dead letters, 1 of them as asked for, 0 replayed, and 1 records that are none")
        .doesNotContain("\u001b");
    assertThat(run("show", "0")).isZero();
    assertThat(out.toString())
        .contains("from     feed.submissions.v1, partition 2, offset 7")
        .contains("key      3 bytes: ann")
        .contains("value    15 bytes: {\"text\":\"")
        .doesNotContain("\u001b");
    assertThat(run("show", "1", "--bytes", "2")).isZero();
    assertThat(out.toString()).contains("value    4 bytes, no text: 00 ff …");
    assertThat(run("show", "2")).isEqualTo(1);
    assertThat(err.toString()).contains("No dead letter has the number 2");
  }

  @Test
  void eachIsReplayedOnceWhereItCameFromAndInOrder() throws Exception {
    submission("unknown-author", 2, "ann", "first");
    submission("unknown-post", 2, "ann", "other");
    submission("unknown-author", 2, "ann", "second");
    submission("unknown-author", 1, "bob", "third");
    letter("unknown-author", Topics.POSTS, 0, "42", BINARY);

    assertThat(run("replay", "--reason", "unknown-author", "--dry-run")).isZero();
    assertThat(out.toString()).contains("3 would be replayed: [0, 2, 3]");
    assertThat(submitted(2)).isEmpty();

    assertThat(run("replay", "--reason", "unknown-author", "--key", "ann")).isZero();
    assertThat(out.toString()).contains("2 replayed");
    assertThat(submitted(2)).containsExactly("ann=first", "ann=second");

    assertThat(run("replay", "--reason", "unknown-author")).isZero();
    assertThat(out.toString())
        .contains("left out 0:  (replayed)", "left out 4: of feed.posts.v1", "1 replayed");
    assertThat(submitted(2)).hasSize(2);
    assertThat(submitted(1)).containsExactly("bob=third");

    assertThat(run("replay", "--reason", "unknown-author")).isEqualTo(1);
    assertThat(run("list")).isZero();
    assertThat(out.toString()).contains("3 replayed").contains("(replayed)");
    assertThat(run("replay", "--number", "0", "--again")).isZero();
    assertThat(submitted(2)).containsExactly("ann=first", "ann=second", "ann=first");
  }

  @Test
  void oneThatWasPerhapsReplayedIsLeftOut() throws Exception {
    submission("unknown-author", 2, "ann", "first");
    send(
        new DeadLetter(
                "replaying",
                "somebody whose machine went off",
                new DeadLetter.Source(Topics.DEAD_LETTERS, 0, 0),
                Instant.now(),
                "command-line",
                null,
                null)
            .toRecord());
    assertThat(run("replay", "--all")).isEqualTo(1);
    assertThat(out.toString()).contains("left out 0:  (perhaps replayed)");
    assertThat(submitted(2)).isEmpty();
  }

  @Test
  void theOldestExpireWhenAskedToForSure() throws Exception {
    submission("unknown-author", 2, "ann", "first");
    submission("unknown-post", 2, "ann", "second");
    submission("unknown-post", 2, "ann", "third");

    assertThat(run("expire", "--before", "2")).isEqualTo(1);
    assertThat(out.toString())
        .contains("2 dead letters, 2 of them never replayed: {unknown-author=1, unknown-post=1}");
    assertThat(err.toString()).contains("Nothing is deleted: add --yes");
    assertThat(run("expire", "--older-than", "PT1H", "--yes")).isZero();
    assertThat(out.toString()).contains("0 dead letters");
    assertThat(run("list")).isZero();
    assertThat(out.toString()).contains("3 dead letters");

    assertThat(run("expire", "--before", "2", "--yes")).as("%s", err).isZero();
    assertThat(out.toString()).contains("deleted, up to number 1");
    assertThat(run("list")).isZero();
    assertThat(out.toString()).contains("1 dead letters").doesNotContain("first");
    assertThat(run("replay", "--all")).isZero();
    assertThat(submitted(2)).containsExactly("ann=third");
  }
}
