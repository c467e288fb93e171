package io.rivulet.fanout.plan;

import io.rivulet.redis.Lineage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a plan task has planned all that Kafka had of its partition when a life of Redis began,
/// or when it was filled again: before that something acknowledged may not be there.
///
/// Used by the stream thread of the task.
final class CaughtUp {
  private static final Logger log = LoggerFactory.getLogger(CaughtUp.class);

  private final Unread unread;
  private final int partition;
  private final Map<String, Long> next = new HashMap<>();
  private @Nullable Lineage life;
  private CompletableFuture<Map<String, Long>> wanted = new CompletableFuture<>();
  private boolean reached;
  private volatile boolean told;

  /// Nothing is planned yet.
  CaughtUp(Unread unread, int partition) {
    this.unread = unread;
    this.partition = partition;
  }

  /// A record was planned.
  void planned(String topic, long offset) {
    next.put(topic, offset + 1);
  }

  /// Redis was filled again: what overlays had is gone.
  void again() {
    life = null;
    reached = false;
    wanted = new CompletableFuture<>();
  }

  /// Whether it has, since a life of Redis began. Kafka is asked when that is known first, so it
  /// takes a second question at least.
  ///
  /// @param now the life as the thread knows it, which may take a while
  boolean in(CompletableFuture<Lineage> now) {
    if (now.state() != Future.State.SUCCESS) {
      return false;
    }
    Lineage known = now.join();
    if (!known.equals(life) || wanted.isCompletedExceptionally()) {
      life = known;
      reached = false;
      wanted = unread.of(partition).whenComplete((_, thrown) -> tell(thrown)).toCompletableFuture();
    }
    return reached();
  }

  /// As [#in] said last, and as it is by now; nobody is asked.
  boolean reached() {
    if (!reached && wanted.state() == Future.State.SUCCESS) {
      reached =
          wanted.join().entrySet().stream()
              .allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
    return reached;
  }

  private void tell(@Nullable Throwable thrown) {
    if (thrown == null) {
      told = false;
    } else if (!told) {
      told = true;
      log.warn(
          "Kafka does not tell what there is of partition {}: until it does, what is absent in Redis"
              + " is answered with 503: {}",
          partition,
          thrown.toString());
    }
  }
}
