package io.rivulet.topic;

import io.rivulet.kafka.KafkaSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The [Layout], asked for once a second.
///
/// What was confirmed holds for [#LEASE]: whoever changes it waits for longer before it relies on
/// everybody knowing. So a process that Kafka does not answer, or that was stopped for a while,
/// writes nothing by what it knew before.
public final class LayoutWatch implements AutoCloseable {
  /// For how long what was read holds.
  public static final Duration LEASE = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(LayoutWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaSettings kafka;
  private final Consumer<Layout> listener;
  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Confirmed confirmed;
  private volatile @Nullable LayoutTopic reading;
  private boolean told;

  /// What was read.
  ///
  /// @param at when Kafka was asked, of [System#nanoTime]
  private record Confirmed(Layout layout, long at) {}

  /// Asks nothing before [#start].
  ///
  /// @param listener is told each time, by the thread of this watch
  public LayoutWatch(KafkaSettings kafka, Consumer<Layout> listener) {
    this.kafka = kafka;
    this.listener = listener;
  }

  /// As [#LayoutWatch(KafkaSettings, Consumer)], telling nobody.
  public LayoutWatch(KafkaSettings kafka) {
    this(kafka, _ -> {});
  }

  /// Begins, and waits a moment for the first answer.
  public void start() throws InterruptedException {
    var _ = Thread.ofPlatform().daemon().name("layout").start(this::run);
    if (!first.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      log.warn("Kafka does not say how its topics are laid out: nothing is written until it does");
    }
  }

  /// What holds, or null if that is not known for certain at the moment.
  public @Nullable Layout now() {
    Confirmed last = confirmed;
    return last == null || System.nanoTime() - last.at() > LEASE.toNanos() ? null : last.layout();
  }

  /// What holds, or null if that is not known for certain at the moment, or being changed: then
  /// nothing is published.
  public @Nullable Layout settled() {
    Layout layout = now();
    return layout == null || !layout.isSettled() ? null : layout;
  }

  private void run() {
    try {
      while (!stopping()) {
        watch();
        var _ = stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean stopping() {
    return stopped.getCount() == 0;
  }

  /// Until something fails.
  private void watch() throws InterruptedException {
    try (LayoutTopic topic = new LayoutTopic(kafka, PATIENCE)) {
      reading = topic;
      while (!stopping()) {
        long asked = System.nanoTime();
        Layout layout = topic.read();
        confirmed = new Confirmed(layout, asked);
        told = false;
        first.countDown();
        listener.accept(layout);
        var _ = stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (WakeupException e) {
      log.debug("asked to stop");
    } catch (KafkaException | IllegalArgumentException e) {
      if (!told) {
        told = true;
        log.warn("{} cannot be read, which is tried again: {}", Topics.LAYOUT, e.getMessage());
      }
    } finally {
      reading = null;
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    LayoutTopic topic = reading;
    if (topic != null) {
      topic.wakeUp();
    }
  }
}
