package io.rivulet.e2e.history;

import io.rivulet.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/// A task of Kafka Streams: one partition of a stage, with what Kafka keeps of it (stores,
/// committed positions), and what its producer has not sent yet.
final class Task {
  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
  private static final AtomicLong applications = new AtomicLong();

  private final Stage stage;
  private final int partition;
  private final Log log;
  private final TaskContext context;
  private final List<SurvivingStore> stores;
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<String, Integer> committed = new HashMap<>();
  private final List<List<Log.Entry>> unsent = new ArrayList<>();
  private @Nullable TopologyTestDriver running;

  Task(Stage stage, int partition, Log log) {
    this.stage = stage;
    this.partition = partition;
    this.log = log;
    this.context = new TaskContext(new TaskId(stage.subtopology(), partition));
    this.stores = stage.stores().stream().map(SurvivingStore::new).toList();
    for (int i = 0; i < Log.PARTITIONS; i++) {
      unsent.add(new ArrayList<>());
    }
  }

  void start() {
    Properties properties = new Properties();
    properties.put(
        StreamsConfig.APPLICATION_ID_CONFIG, "histories-" + applications.incrementAndGet());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    positions.clear();
    positions.putAll(committed);
    running = new TopologyTestDriver(stage.topology(context, stores), properties, Instant.EPOCH);
  }

  private TopologyTestDriver driver() {
    return Objects.requireNonNull(running, "not started");
  }

  int position(String topic) {
    return positions.getOrDefault(topic, 0);
  }

  /// The next record of a topic, or null.
  Log.@Nullable Entry next(String topic) {
    List<Log.Entry> entries = log.of(topic, partition);
    return position(topic) < entries.size() ? entries.get(position(topic)) : null;
  }

  /// Processes the next record of a topic.
  void process(String topic) {
    Log.Entry entry = Objects.requireNonNull(next(topic));
    context.at(new TaskContext.Position(topic, partition, position(topic)));
    try {
      ByteArraySerializer bytes = new ByteArraySerializer();
      driver()
          .createInputTopic(topic, bytes, bytes)
          .pipeInput(
              new TestRecord<>(
                  entry.key().get(), entry.value().get(), Instant.ofEpochMilli(entry.timestamp())));
    } finally {
      context.at(null);
    }
    positions.merge(topic, 1, Integer::sum);
    takeOutput();
  }

  /// Lets a commit interval pass.
  ///
  /// @return whether the processor asks for a commit
  boolean tick() {
    driver().advanceWallClockTime(COMMIT_INTERVAL);
    takeOutput();
    return context.takeCommit();
  }

  private void takeOutput() {
    String topic = Stage.output(Topics.DELIVERIES);
    if (!driver().producedTopicNames().contains(topic)) {
      return;
    }
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    TestOutputTopic<byte[], byte[]> output = driver().createOutputTopic(topic, bytes, bytes);
    while (!output.isEmpty()) {
      TestRecord<byte[], byte[]> record = output.readRecord();
      unsent
          .get(ByteBuffer.wrap(record.key()).getInt())
          .add(
              new Log.Entry(
                  Bytes.wrap(record.key()), Bytes.wrap(record.value()), record.timestamp()));
    }
  }

  /// Kafka acknowledges all that was handed on.
  ///
  /// @return whether there was something
  boolean flush() {
    boolean something = unsent.stream().anyMatch(entries -> !entries.isEmpty());
    send(new Random(0), false);
    return something;
  }

  private void send(Random cut, boolean part) {
    for (int i = 0; i < unsent.size(); i++) {
      List<Log.Entry> waiting = unsent.get(i);
      int sent = part ? cut.nextInt(waiting.size() + 1) : waiting.size();
      log.of(Topics.DELIVERIES, i).addAll(waiting.subList(0, sent));
      waiting.clear();
    }
  }

  void commit() {
    committed.putAll(positions);
    stores.forEach(SurvivingStore::commit);
  }

  /// Ends without a commit. Of what it handed on and stored, Kafka has the first part; how much of
  /// it is another number for each partition.
  void crash(Random cut) {
    close();
    send(cut, true);
    stores.forEach(store -> store.crash(cut.nextInt(store.uncommitted() + 1)));
  }

  void close() {
    TopologyTestDriver driver = running;
    running = null;
    if (driver != null) {
      driver.close();
    }
  }
}
