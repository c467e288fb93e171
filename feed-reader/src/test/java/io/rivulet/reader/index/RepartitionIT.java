package io.rivulet.reader.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.event.Event;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.reader.index.IndexLoop.Progress;
import io.rivulet.reader.page.Window;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.topic.Layout;
import io.rivulet.topic.Layout.Step;
import io.rivulet.topic.LayoutTopic;
import io.rivulet.topic.LayoutWatch;
import io.rivulet.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Partitions are added to a real Kafka while an index is down, and while it runs. `-Dfeed.seed=N
/// -Dfeed.histories=1` repeats one history of the first.
final class RepartitionIT {
  private static final int HISTORIES = Integer.getInteger("feed.histories", 2);
  private static final int STEPS = 120;
  private static final int FEW = 2;
  private static final int MORE = 4;
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  /// Of the server of the test, or of the history: topics that were deleted take their time to be
  /// made anew.
  private KafkaSettings kafka = KafkaSettings.of("127.0.0.1:1");

  private KafkaServer started() {
    KafkaServer server = KafkaServer.start(ServerSettings.ephemeral());
    kafka = KafkaSettings.of(server.bootstrapServers());
    return server;
  }

  private static void happen(GrowingTopics topics, RandomEvents events) {
    List<Event> happened = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      happened.addAll(events.next());
    }
    topics.add(happened);
  }

  @Test
  void anIndexThatWasDownGoesOnOverAddedPartitionsWhereverItStood() throws Exception {
    long seed = Long.getLong("feed.seed", System.nanoTime());
    for (int i = 0; i < HISTORIES; i++) {
      long own = seed + i;
      System.out.println("RepartitionIT: -Dfeed.seed=" + own + " -Dfeed.histories=1");
      down(new Random(own), folder.resolve(Long.toString(own)));
    }
  }

  private void down(Random random, Path own) throws Exception {
    RandomEvents events = new RandomEvents(random);
    try (KafkaServer _ = started();
        GrowingTopics topics = new GrowingTopics(kafka, FEW)) {
      happen(topics, events);
      read(topics, own.resolve("somewhere"), random);
      read(topics, own.resolve("before"), null);
      var _ = topics.tell(Step.DRAINING, MORE);
      Layout copying = topics.tell(Step.COPYING, MORE);
      topics.grow(MORE, () -> {});
      LayoutTopic.write(kafka, copying.settled());
      topics.grown(MORE);
      happen(topics, events);
      topics.mark("marked", 1_000_000);
      try (Running somewhere = new Running(own.resolve("somewhere"));
          Running before = new Running(own.resolve("before"));
          Running beginning = new Running(own.resolve("beginning"))) {
        for (Running each : List.of(somewhere, before, beginning)) {
          each.awaitAll("marked", MORE);
          assertThat(each.failures()).isZero();
        }
      }
      Map<String, String> expected = content(topics, own.resolve("beginning"));
      assertThat(expected).hasSizeGreaterThan(50);
      assertThat(content(topics, own.resolve("before"))).isEqualTo(expected);
      assertThat(content(topics, own.resolve("somewhere"))).isEqualTo(expected);
    }
  }

  /// Reads each partition up to a place by chance, or all without it.
  private void read(GrowingTopics topics, Path folder, @Nullable Random random) throws Exception {
    IndexSource.Described described = IndexSource.describe(kafka.client());
    Spread spread = Spread.of(described.partitions(), Layout.AS_CREATED);
    try (OpenIndex index = OpenIndex.open(IndexSettings.of(folder), described.ids(), spread)) {
      for (String topic : Topics.CO_PARTITIONED) {
        List<ConsumerRecord<byte[], byte[]>> records = topics.records(topic);
        for (int partition = 0; partition < FEW; partition++) {
          int one = partition;
          List<ConsumerRecord<byte[], byte[]>> own =
              records.stream().filter(record -> record.partition() == one).toList();
          int stop =
              random == null || random.nextInt(3) == 0
                  ? own.size()
                  : random.nextInt(2) * random.nextInt(own.size() + 1);
          for (ConsumerRecord<byte[], byte[]> record : own.subList(0, stop)) {
            var _ = index.take(record);
          }
        }
      }
      index.commit();
    }
  }

  private Map<String, String> content(GrowingTopics topics, Path folder) throws Exception {
    IndexSource.Described described = IndexSource.describe(kafka.client());
    try (LayoutTopic layout = new LayoutTopic(kafka, Duration.ofSeconds(10));
        OpenIndex index =
            OpenIndex.open(
                IndexSettings.of(folder),
                described.ids(),
                Spread.of(described.partitions(), layout.read()))) {
      topics
          .ends()
          .forEach(
              (partition, end) ->
                  assertThat(index.next(partition)).as("%s", partition).isEqualTo(end));
      return Content.of(index);
    }
  }

  @Test
  void anIndexThatRunsGoesOnOverAddedPartitionsAndServesThroughout() throws Exception {
    long seed = Long.getLong("feed.seed", System.nanoTime());
    System.out.println("RepartitionIT: -Dfeed.seed=" + seed);
    RandomEvents events = new RandomEvents(new Random(seed));
    try (KafkaServer _ = started();
        GrowingTopics topics = new GrowingTopics(kafka, FEW)) {
      runs(topics, events);
      Map<String, String> expected = content(topics, folder.resolve("beginning"));
      assertThat(content(topics, folder.resolve("running"))).isEqualTo(expected);
      assertThat(content(topics, folder.resolve("begun"))).isEqualTo(expected);
    }
  }

  private void runs(GrowingTopics topics, RandomEvents events) throws Exception {
    try (Running running = new Running(folder.resolve("running"))) {
      happen(topics, events);
      topics.mark("early", 1_000_000);
      running.awaitAll("early", FEW);
      var _ = topics.tell(Step.DRAINING, MORE);
      // As whoever adds some does: by then everybody knows, and nothing new is written.
      await().pollDelay(LayoutWatch.LEASE).atMost(SOON).until(() -> running.hits("early") == FEW);
      Layout copying = topics.tell(Step.COPYING, MORE);
      try (Running begun = new Running(folder.resolve("begun"))) {
        // While records are copied, it is built over the partitions that there were.
        topics.grow(MORE, () -> begun.awaitAll("early", FEW));
        LayoutTopic.write(kafka, copying.clearing());
        LayoutTopic.write(kafka, copying.settled());
        topics.grown(MORE);
        happen(topics, events);
        topics.mark("late", 2_000_000);
        running.awaitAll("late", MORE);
        begun.awaitAll("late", MORE);
        try (Running beginning = new Running(folder.resolve("beginning"))) {
          beginning.awaitAll("late", MORE);
        }
        assertThat(running.failures() + begun.failures()).isZero();
        assertThat(List.of(running.openings(), begun.openings())).containsOnly(1);
      }
    }
  }

  /// An index that follows Kafka.
  private final class Running implements AutoCloseable {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final IndexLoop loop;
    private final Thread thread;
    private volatile Progress.@Nullable Open last;
    private volatile int openings;

    Running(Path folder) {
      loop =
          new IndexLoop(
              kafka.client(),
              () -> new LayoutTopic(kafka, SpreadWatch.PATIENCE),
              IndexSettings.of(folder),
              new IndexMeters(meters),
              this::progressed);
      thread = Thread.ofPlatform().name(folder.toString()).start(loop);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // By one thread.
    private void progressed(Progress progress) {
      Progress.Open before = last;
      switch (progress) {
        case Progress.Away _ -> last = null;
        case Progress.Open open -> {
          if (before == null || before.index() != open.index()) {
            openings++;
          }
          last = open;
        }
      }
    }

    int hits(String word) {
      Progress.Open open = last;
      return open == null
          ? -1
          : new IndexSearch(open.index().searchers(), "http://127.0.0.1:8080")
              .posts(PostQuery.words(word, 0, 0).orElseThrow(), Window.ALL, 100)
              .length;
    }

    /// Until all is read that was written before the marks, or with them.
    void awaitAll(String word, int marks) {
      await()
          .atMost(SOON)
          .until(
              () -> {
                int hits = hits(word);
                Progress.Open open = last;
                return hits == marks && open != null && open.lag().orElse(1) == 0;
              });
    }

    double failures() {
      return meters.counter("rivulet.index.failures").count();
    }

    /// How often an index was opened.
    int openings() {
      return openings;
    }

    @Override
    public void close() throws IOException {
      loop.stop();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }
}
