package io.rivulet.reader.index;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What the index measures of itself.
final class IndexMeters {
  private final AtomicLong documents = new AtomicLong();
  private final AtomicLong lag = new AtomicLong();
  private final AtomicLong ready = new AtomicLong();
  private final Counter events;
  private final Counter rejected;
  private final Counter elsewhere;
  private final Counter failures;
  private final Timer refresh;
  private final Timer commit;

  IndexMeters(MeterRegistry meters) {
    gauge(meters, "rivulet.index.documents", documents);
    gauge(meters, "rivulet.index.lag", lag);
    gauge(meters, "rivulet.index.ready", ready);
    this.events = meters.counter("rivulet.index.events");
    this.rejected = meters.counter("rivulet.index.rejected");
    this.elsewhere = meters.counter("rivulet.index.elsewhere");
    this.failures = meters.counter("rivulet.index.failures");
    this.refresh = timer(meters, "rivulet.index.refresh");
    this.commit = timer(meters, "rivulet.index.commit");
  }

  private static void gauge(MeterRegistry meters, String name, AtomicLong value) {
    Gauge.builder(name, value, AtomicLong::get).strongReference(true).register(meters);
  }

  private static Timer timer(MeterRegistry meters, String name) {
    return Timer.builder(name).publishPercentiles(0.5, 0.99).register(meters);
  }

  void documents(long count) {
    documents.set(count);
  }

  /// Records that are still to be read.
  void lag(long records) {
    lag.set(records);
  }

  void ready(boolean whether) {
    ready.set(whether ? 1 : 0);
  }

  void record(OpenIndex.Taken taken) {
    switch (taken) {
      case EVENT -> events.increment();
      case REJECTED -> rejected.increment();
      case ELSEWHERE -> elsewhere.increment();
    }
  }

  /// The index had to be opened again.
  void failure() {
    failures.increment();
  }

  /// What was read became visible.
  void refreshed(long nanos) {
    refresh.record(nanos, TimeUnit.NANOSECONDS);
  }

  /// What was read was made to last.
  void committed(long nanos) {
    commit.record(nanos, TimeUnit.NANOSECONDS);
  }
}
