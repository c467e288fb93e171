package io.rivulet.fanout.stage;

import io.rivulet.fanout.flow.Acknowledgements;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// One task of a stage and its inputs, as Kafka Streams runs it: it commits when it is asked to,
/// and after a death goes on from what was committed, with each of its stores as it was at some
/// time since.
final class StageTask {
  /// Where a task writes.
  interface Output {
    void accept(String sink, Record<? extends byte[], ? extends byte[]> record);
  }

  private final TaskId id;
  private final List<String> storeNames;
  private final Function<Acknowledgements, Processor<byte[], byte[], byte[], byte[]>> making;
  private final Output output;

  private final Map<String, Integer> next = new HashMap<>();
  private final Map<String, Integer> committed = new HashMap<>();

  /// The contents at the last commit and after every step since.
  private final List<Map<String, Map<Bytes, byte[]>>> past = new ArrayList<>();

  private final Duration commitInterval;
  private Acknowledgements acknowledgements;
  private MockProcessorContext<byte[], byte[]> context;
  private Processor<byte[], byte[], byte[], byte[]> processor;
  private TaskStores stores;
  private @Nullable Runnable whenCommitted;

  /// A second a tick, in milliseconds.
  private long now;

  StageTask(
      TaskId id,
      List<String> storeNames,
      Function<Acknowledgements, Processor<byte[], byte[], byte[], byte[]>> making,
      Duration commitInterval,
      Output output) {
    this.id = id;
    this.storeNames = storeNames;
    this.making = making;
    this.commitInterval = commitInterval;
    this.output = output;
    this.acknowledgements = new Acknowledgements(Duration.ofSeconds(2), commitInterval);
    past.add(Map.of());
    start(Map.of());
  }

  private void start(Map<String, Map<Bytes, byte[]>> contents) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "stage");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    context = new MockProcessorContext<>(properties, id, new File("target"));
    context.setCurrentSystemTimeMs(0);
    stores = TaskStores.open(context, storeNames, contents);
    acknowledgements = new Acknowledgements(Duration.ofSeconds(2), commitInterval);
    processor = making.apply(acknowledgements);
    processor.init(context);
  }

  /// Tells of every commit.
  void whenCommitted(Runnable told) {
    whenCommitted = told;
  }

  /// The offset of the record that is read next.
  int next(String topic) {
    return next.getOrDefault(topic, 0);
  }

  /// Whether all before `end` is read and committed.
  boolean committed(String topic, int end) {
    return committed.getOrDefault(topic, 0) == end;
  }

  /// Processes the next record of a topic.
  void process(String topic, byte[] value) {
    int offset = next(topic);
    context.setRecordMetadata(topic, id.partition(), offset);
    processor.process(new Record<>(new byte[] {'1'}, value, 0));
    next.put(topic, offset + 1);
    passOn();
  }

  /// Lets time pass until a commit.
  void awaitCommit() {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!tick()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(id + " does not commit");
      }
    }
  }

  /// Lets a commit interval pass.
  void passInterval() {
    long end = System.nanoTime() + commitInterval.toNanos();
    do {
      tick();
    } while (System.nanoTime() < end);
  }

  /// Lets time pass until everything is acknowledged and handed on, without which nothing is
  /// committed.
  void drain() {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!acknowledgements.all(Duration.ofSeconds(2))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(id + " does not hand on what it planned");
      }
      tick();
    }
  }

  /// Lets time pass until the next commit, if there is something to commit.
  ///
  /// @return whether it committed
  boolean tick() {
    now += 1_000;
    context.scheduledPunctuators().forEach(due -> due.getPunctuator().punctuate(now));
    passOn();
    boolean commits = context.committed();
    if (commits) {
      context.resetCommit();
      acknowledgements.flushed();
      committed.putAll(next);
      past.clear();
      past.add(stores.contents());
      if (whenCommitted != null) {
        whenCommitted.run();
      }
    }
    return commits;
  }

  private void passOn() {
    context.forwarded().forEach(sent -> output.accept(sent.childName().orElse(""), sent.record()));
    context.resetForwards();
    past.add(stores.contents());
  }

  /// Kills the task and starts it again. Of each store what was put since the last commit survives
  /// up to some time.
  void die(Random random) {
    processor.close();
    Map<String, Map<Bytes, byte[]>> contents = new HashMap<>();
    for (String name : storeNames) {
      Map<String, Map<Bytes, byte[]>> then = past.get(random.nextInt(past.size()));
      contents.put(name, then.getOrDefault(name, Map.of()));
    }
    next.clear();
    next.putAll(committed);
    past.clear();
    past.add(contents);
    start(contents);
  }

  /// Starts it again with all it had stored and handed on, and nothing it had committed since
  /// `offsets`.
  void restart(Map<String, Integer> offsets) {
    drain();
    processor.close();
    next.clear();
    next.putAll(offsets);
    start(stores.contents());
  }

  void close() {
    processor.close();
  }
}
