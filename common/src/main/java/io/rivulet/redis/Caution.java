package io.rivulet.redis;

import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.overload.Breaker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// Keeps a process from waiting for a Redis that does not answer, by a [Breaker].
///
/// Requests are no probes: a page asks several times, beside others whom nobody waits for. So while
/// Redis is not asked, a thread of its own asks it for a sign of life.
final class Caution implements AutoCloseable {
  private static final Duration BETWEEN_PROBES = Duration.ofMillis(100);

  private final Breaker breaker;
  private final Runnable probe;
  private final AtomicBoolean probing = new AtomicBoolean();
  private volatile boolean closed;

  /// @param probe returns if Redis answers, and throws else
  Caution(MeterRegistry meters, Runnable probe) {
    this.breaker = new Breaker("redis", meters);
    this.probe = probe;
  }

  /// Throws if Redis is not asked at present.
  void require() {
    if (!breaker.isClosed()) {
      breaker.refused();
      throw RedisUnavailableException.notAsked();
    }
  }

  boolean isAsked() {
    return breaker.isClosed();
  }

  /// An answer, too, may be the call with which more than half have failed.
  void answered() {
    breaker.answered();
    probeIfNotAsked();
  }

  void failed(RedisUnavailableException failure) {
    if (failure.getCause() instanceof InterruptedException) {
      return;
    }
    breaker.failed(failure);
    probeIfNotAsked();
  }

  /// Nobody else would notice that Redis is back: requests do not ask it.
  private void probeIfNotAsked() {
    if (!closed && !breaker.isClosed() && probing.compareAndSet(false, true)) {
      Thread.ofVirtual().name("redis-probe").start(this::probe);
    }
  }

  private void probe() {
    try {
      while (!closed && !breaker.isClosed()) {
        Thread.sleep(BETWEEN_PROBES);
        if (breaker.tryCall()) {
          probeOnce();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      probing.set(false);
    }
    // It may have opened again since it was last looked at, when this was still probing.
    probeIfNotAsked();
  }

  private void probeOnce() {
    try {
      probe.run();
      breaker.answered();
    } catch (RuntimeException e) {
      breaker.failed(e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
