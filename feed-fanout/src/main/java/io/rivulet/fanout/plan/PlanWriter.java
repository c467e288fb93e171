package io.rivulet.fanout.plan;

import io.rivulet.fanout.flow.Gate;
import io.rivulet.fanout.flow.Retries;
import io.rivulet.fanout.trace.TracedWrites;
import io.rivulet.redis.Redis;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes to Redis until they are acknowledged.
///
/// Bodies carry versions and author timelines only grow, so their writes commute; counts and marks
/// are written only when nothing else is under way. So each is tried again by itself, in no order,
/// and a worker that lost its partition does no harm with them.
final class PlanWriter {
  private static final Logger log = LoggerFactory.getLogger(PlanWriter.class);

  private final Retries retries;
  private final Gate gate;
  private final CompletableFuture<?> mayWrite;
  private final TracedWrites traced = new TracedWrites();
  private int underWay;
  private boolean closed;
  private @Nullable RuntimeException failure;

  /// Writes nothing yet.
  ///
  /// @param mayWrite completes when something may be written
  PlanWriter(Retries retries, Gate gate, CompletableFuture<?> mayWrite) {
    this.retries = retries;
    this.gate = gate;
    this.mayWrite = mayWrite;
  }

  /// Begins a write.
  ///
  /// @return completes when Redis has acknowledged the write, however long that takes
  <T> CompletableFuture<T> write(Supplier<CompletionStage<T>> write) {
    CompletableFuture<T> acknowledged = new CompletableFuture<>();
    synchronized (this) {
      underWay++;
    }
    attempt(write, acknowledged, 1);
    return acknowledged;
  }

  private <T> void attempt(
      Supplier<CompletionStage<T>> write, CompletableFuture<T> acknowledged, int attempt) {
    CompletionStage<T> answer;
    try {
      answer = allowed() ? write.get() : mayWrite.thenCompose(_ -> write.get());
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedStage(e);
    }
    answer.whenComplete(
        (value, thrown) -> {
          if (thrown == null) {
            done();
            acknowledged.complete(value);
          } else {
            failed(write, acknowledged, attempt, thrown);
          }
        });
  }

  private boolean allowed() {
    return mayWrite.state() == Future.State.SUCCESS;
  }

  private <T> void failed(
      Supplier<CompletionStage<T>> write,
      CompletableFuture<T> acknowledged,
      int attempt,
      Throwable thrown) {
    Throwable cause = Redis.cause(thrown);
    if (!Redis.isTransient(cause)) {
      synchronized (this) {
        failure = cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
        // The stream thread has to find it, by check(), and not to wait for what does not come.
        gate.open(this);
      }
      acknowledged.completeExceptionally(cause);
    } else if (!isClosed()) {
      if (attempt == 3) {
        log.warn("Redis does not take writes, trying again until it does: {}", cause.toString());
      }
      traced.retried(attempt);
      retries.later(attempt, () -> attempt(write, acknowledged, attempt + 1));
    }
  }

  /// Spans of what waits for writes.
  TracedWrites traced() {
    return traced;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void done() {
    underWay--;
    if (underWay == 0) {
      gate.open(this);
    }
  }

  /// Closes the gate until Redis has acknowledged all that is under way.
  synchronized void stall() {
    if (underWay > 0 && failure == null) {
      gate.close(this);
    }
  }

  synchronized int underWay() {
    return underWay;
  }

  /// Throws what no retry mends.
  synchronized void check() {
    if (failure != null) {
      throw failure;
    }
  }

  /// Ends the retries. What is not acknowledged is not committed: the next owner writes it.
  void close() {
    synchronized (this) {
      closed = true;
    }
    gate.open(this);
  }
}
