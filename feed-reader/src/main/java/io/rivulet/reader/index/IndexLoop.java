package io.rivulet.reader.index;

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
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
  private final IndexSettings settings;
  private final IndexMeters meters;
  private final Consumer<Progress> progress;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable IndexSource reading;

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
  /// @param progress is told by this thread
  IndexLoop(
      Map<String, Object> client,
      IndexSettings settings,
      IndexMeters meters,
      Consumer<Progress> progress) {
    this.client = client;
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
      work();
      return "stopped";
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

  private void work() throws InterruptedException, IOException {
    IndexSource.Described topics = IndexSource.describe(client);
    try (OpenIndex index = OpenIndex.open(settings, topics.ids());
        IndexSource source = IndexSource.open(client, topics.partitions(), index::next)) {
      reading = source;
      follow(index, source);
    } finally {
      reading = null;
    }
  }

  private void follow(OpenIndex index, IndexSource source) throws IOException {
    long refreshed = System.nanoTime();
    long committed = refreshed;
    while (!stopping()) {
      long left = settings.refresh().toNanos() - (System.nanoTime() - refreshed);
      Duration wait = index.touched() ? Duration.ofNanos(Math.max(SHORTEST_WAIT, left)) : IDLE;
      for (ConsumerRecord<byte[], byte[]> record : source.receive(wait)) {
        meters.event(index.take(record));
      }
      OptionalLong lag = source.lag();
      long now = System.nanoTime();
      if (index.isFull() || now - refreshed >= refreshAfter(lag).toNanos()) {
        refresh(index, lag);
        refreshed = System.nanoTime();
      }
      if (now - committed >= settings.commit().toNanos()) {
        long begun = System.nanoTime();
        index.commit();
        committed = System.nanoTime();
        meters.committed(committed - begun);
      }
    }
    index.commit();
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
