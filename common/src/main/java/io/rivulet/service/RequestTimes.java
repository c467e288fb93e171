package io.rivulet.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Times of requests, `rivulet.http.requests`, by method, route and status.
public final class RequestTimes {
  /// Attribute of a request that was begun in front of Jersey: when, as [System#nanoTime].
  public static final String BEGAN = "io.rivulet.began";

  /// In buckets, so that those of several processes add up.
  private static final Duration[] TIMES =
      Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;

  /// To look a timer up among the meters costs more than to record a time.
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  private record Kind(String method, String route, String status) {}

  RequestTimes(MeterRegistry meters) {
    this.meters = meters;
  }

  /// Records a request that was answered, and names the span of one that is traced.
  ///
  /// @param route the template of its path
  /// @param status of the answer, or `none`
  public void record(String method, String route, String status, long nanos) {
    RequestTraces.name(method, route);
    timers
        .computeIfAbsent(new Kind(method, route, status), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Kind kind) {
    return Timer.builder("rivulet.http.requests")
        .serviceLevelObjectives(TIMES)
        .tag("method", kind.method())
        .tag("route", kind.route())
        .tag("status", kind.status())
        .register(meters);
  }
}
