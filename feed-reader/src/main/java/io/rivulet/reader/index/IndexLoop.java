package io.rivulet.reader.index;

import io.rivulet.topic.Layout;
import io.rivulet.topic.LayoutTopic;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the index up with the topics: one thread that reads, applies, refreshes, commits.
///
/// When partitions were added it goes on over them, see [Positions#widen].
///
/// Whatever fails, the index is opened again from its last commit after a while; one that cannot be
/// read, or stands where Kafka has nothing, is built anew.
final class IndexLoop implements Runnable {
  private static final Logger logger = LoggerFactory.getLogger(IndexLoop.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final long SHORTEST_WAIT = 10_000_000;
  private static final Duration IDLE = Duration.ofSeconds(1);

  /// While there is a backlog nobody is shown, refreshing often would only make small segments.
  private static final Duration REFRESH_IN_BACKLOG = Duration.ofSeconds(5);

  private final Map<String, Object> client;
  private final Supplier<LayoutTopic> layout;
  private final IndexSettings settings;
  private final IndexMeters meters;
  private final Consumer<Progress> progress;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable IndexSource reading;
  private boolean told;

  /// How the index stands, told at each refresh.
  sealed interface Progress {
    /// It cannot be used.
    record Away(String reason) implements Progress {}

    /// It is open.
    ///
    /// @param lag records that are still to be read; empty until Kafka said so
    record Open(OpenIndex index, OptionalLong lag) implements Progress {}
  }

  /// @param client settings of the Kafka client
  /// @param layout opens the topic that says over how many partitions the others are spread
  /// @param progress is told by this thread
  IndexLoop(
      Map<String, Object> client,
      Supplier<LayoutTopic> layout,
      IndexSettings settings,
      IndexMeters meters,
      Consumer<Progress> progress) {
    this.client = client;
    this.layout = layout;
    this.settings = settings;
    this.meters = meters;
    this.progress = progress;
  }

  void stop() {
    stopped.countDown();
    IndexSource source = reading;
    if (source != null) {
      source.wakeUp();
    }
  }

  private boolean stopping() {
    return stopped.getCount() == 0;
  }

  @Override
  public void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!stopping()) {
        long begun = System.nanoTime();
        String failure = attempt();
        progress.accept(new Progress.Away(failure));
        boolean lasted = System.nanoTime() - begun > LONGEST_PAUSE.toNanos();
        pause = lasted ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
        if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      progress.accept(new Progress.Away("the index cannot be deleted: " + e.getMessage()));
      logger.error("the index is given up: {} cannot be deleted", settings.folder(), e);
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /// Works until something fails, and says what.
  private String attempt() throws InterruptedException, IOException {
    try {
      return work();
    } catch (CorruptIndexException
        | IndexFormatTooOldException
        | IndexFormatTooNewException
        | NoSuchFileException
        | FileNotFoundException
        | EOFException
        | OffsetOutOfRangeException e) {
      meters.failure();
      logger.warn("the index is built anew: {}", e.getMessage());
      new IndexFolder(settings).wipe();
      return "cannot be read";
    } catch (KafkaException e) {
      meters.failure();
      logger.warn("the index waits for Kafka: {}", e.getMessage());
      return String.valueOf(e.getMessage());
    } catch (IOException e) {
      meters.failure();
      logger.warn("the index is opened again after a while: {}", e.getMessage(), e);
      return String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      meters.failure();
      logger.error("the index has a fault and is opened again after a while", e);
      return e.toString();
    }
  }

  private String work() throws InterruptedException, IOException {
    IndexSource.Described topics = IndexSource.describe(client);
    try (SpreadWatch watch = new SpreadWatch(layout.get())) {
      Spread spread = Spread.of(topics.partitions(), watch.last());
      try (OpenIndex index = OpenIndex.open(settings, topics.ids(), spread)) {
        follow(index, watch, spread);
        while (!stopping()) {
          // The index stays open: whoever searches it does not notice.
          spread = Spread.of(IndexSource.describe(client).partitions(), watch.last());
          if (!index.widen(spread)) {
            logger.warn("the index stands past where its partitions were parted: it is built anew");
            return "partitions were added";
          }
          logger.info("the index goes on over {}", spread.partitions());
          follow(index, watch, spread);
        }
        return "stopped";
      }
    }
  }

  /// Until it is stopped, or partitions were added.
  private void follow(OpenIndex index, SpreadWatch watch, Spread spread)
      throws InterruptedException, IOException {
    try (IndexSource source = IndexSource.open(client, spread.all(), index::next)) {
      reading = source;
      follow(index, watch, source);
    } finally {
      reading = null;
    }
  }

  private void follow(OpenIndex index, SpreadWatch watch, IndexSource source)
      throws InterruptedException, IOException {
    long refreshed = System.nanoTime();
    long committed = refreshed;
    ConsumerRecords<byte[], byte[]> received = ConsumerRecords.empty();
    while (!stopping()) {
      if (received.isEmpty()) {
        long left = settings.refresh().toNanos() - (System.nanoTime() - refreshed);
        received =
            source.receive(
                index.touched() ? Duration.ofNanos(Math.max(SHORTEST_WAIT, left)) : IDLE);
      }
      Layout now = confirmed(watch);
      if (now != null && index.isOutgrown(now)) {
        return;
      }
      if (now != null) {
        for (ConsumerRecord<byte[], byte[]> record : received) {
          meters.record(index.take(record));
        }
        received = ConsumerRecords.empty();
      }
      // What waits to be taken is none of Kafka's any more, but the index is behind by it.
      OptionalLong lag = received.isEmpty() ? source.lag() : OptionalLong.empty();
      long time = System.nanoTime();
      if (index.isFull() || time - refreshed >= refreshAfter(lag).toNanos()) {
        refresh(index, lag);
        refreshed = System.nanoTime();
      }
      if (time - committed >= settings.commit().toNanos()) {
        long begun = System.nanoTime();
        index.commit();
        committed = System.nanoTime();
        meters.committed(committed - begun);
      }
    }
    index.commit();
  }

  /// What holds of all that was received; null while Kafka does not tell. Then it is asked again,
  /// and the index shows what it has.
  private @Nullable Layout confirmed(SpreadWatch watch) throws InterruptedException {
    try {
      Layout now = watch.now();
      told = false;
      return now;
    } catch (KafkaException e) {
      if (!told) {
        told = true;
        logger.warn("the index waits to know whether partitions were added: {}", e.getMessage());
      }
      var _ = stopped.await(settings.refresh().toMillis(), TimeUnit.MILLISECONDS);
      return null;
    }
  }

  private Duration refreshAfter(OptionalLong lag) {
    return lag.isPresent() && lag.getAsLong() > IndexSource.BATCH
        ? REFRESH_IN_BACKLOG
        : settings.refresh();
  }

  private void refresh(OpenIndex index, OptionalLong lag) throws IOException {
    if (index.touched()) {
      long begun = System.nanoTime();
      index.refresh();
      meters.refreshed(System.nanoTime() - begun);
      IndexSearcher searcher = index.searchers().acquire();
      try {
        meters.documents(searcher.getIndexReader().numDocs());
      } finally {
        index.searchers().release(searcher);
      }
    }
    progress.accept(new Progress.Open(index, lag));
  }
}
