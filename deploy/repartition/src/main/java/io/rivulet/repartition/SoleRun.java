package io.rivulet.repartition;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// That no other run of the command is at work: two that copy would write one offset twice.
///
/// The one is it that has the one partition of `feed.layout.v1` in a group of its own; of one that
/// was killed Kafka finds out within [#SESSION], longer than what it sent is under way.
final class SoleRun implements AutoCloseable {
  private static final Duration SESSION = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(500);

  /// Between two polls. One that stood still for longer may have lost what it had, and goes on with
  /// nothing.
  private static final Duration LONGEST_GAP = SESSION.dividedBy(2);

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

  /// One for all: whatever job it is of, the topics of truth are the same.
  private static final String GROUP = "feed-repartition";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final CountDownLatch had = new CountDownLatch(1);
  private volatile @Nullable String lost;
  private volatile boolean closed;

  /// When Kafka was asked last, of [System#nanoTime].
  private volatile long polledAt;

  private SoleRun(KafkaSettings kafka) {
    consumer =
        new KafkaConsumer<>(
            kafka.client(
                Map.of(
                    ConsumerConfig.GROUP_ID_CONFIG,
                    GROUP,
                    ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                    (int) SESSION.toMillis(),
                    ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                    (int) SESSION.toMillis() / 5,
                    // So long at most Kafka waits for one that is gone when another comes.
                    ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                    (int) SESSION.toMillis(),
                    // Who has it keeps it.
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                    CooperativeStickyAssignor.class.getName(),
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "latest",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    thread = Thread.ofPlatform().daemon().name("sole-run").unstarted(this::hold);
  }

  /// Waits until there is no other.
  static SoleRun begin(KafkaSettings kafka, Consumer<String> lines) {
    SoleRun run = new SoleRun(kafka);
    run.thread.start();
    try {
      while (!run.had.await(BETWEEN_LINES.toMillis(), TimeUnit.MILLISECONDS)) {
        run.check();
        lines.accept("waiting for another run of this command, or for Kafka to see that it ended");
      }
      return run;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      run.close();
      throw new RepartitionException("interrupted", e);
    } catch (RepartitionException e) {
      run.close();
      throw e;
    }
  }

  private void hold() {
    try {
      consumer.subscribe(List.of(Topics.LAYOUT), new Held());
      while (!closed) {
        var _ = consumer.poll(POLL);
        noteGap();
        polledAt = System.nanoTime();
      }
    } catch (WakeupException e) {
      lost = "ended";
    } catch (KafkaException e) {
      lost = "Kafka does not tell whether this is the only run: " + e.getMessage();
    } finally {
      consumer.close();
    }
  }

  private final class Held implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        consumer.pause(partitions);
        polledAt = System.nanoTime();
        had.countDown();
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty() && !closed) {
        lost =
            "Kafka took this run for ended, and another may have begun: if there is none, run it again";
      }
    }
  }

  private void noteGap() {
    if (had.getCount() == 0 && System.nanoTime() - polledAt > LONGEST_GAP.toNanos()) {
      lost = "this run stood still, and another may have begun: if there is none, run it again";
    }
  }

  /// Goes on only if there is no other.
  ///
  /// @throws RepartitionException if there may be
  void check() {
    noteGap();
    String why = lost;
    if (why != null) {
      throw new RepartitionException(why);
    }
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
