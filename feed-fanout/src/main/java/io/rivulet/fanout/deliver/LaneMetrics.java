package io.rivulet.fanout.deliver;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rivulet.fanout.live.PulseWriter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// What operators see of all lanes of a worker.
public final class LaneMetrics {
  private final Set<Lane> lanes = ConcurrentHashMap.newKeySet();
  final Counter deliveries;
  final Counter relations;

  /// Tallies, reactions and notices.
  final Counter values;

  /// Timelines visited: fewer than deliveries where entries were merged.
  final Counter visits;

  final Counter calls;
  final Counter retries;
  final Counter corrupt;
  final Counter refused;
  final Timer age;

  public LaneMetrics(MeterRegistry registry) {
    deliveries = registry.counter("rivulet.deliveries");
    relations = registry.counter("rivulet.relations.written");
    values = registry.counter("rivulet.values.written");
    visits = registry.counter("rivulet.delivery.visits");
    calls = registry.counter("rivulet.delivery.calls");
    retries = registry.counter("rivulet.delivery.retries");
    corrupt = registry.counter("rivulet.timelines.corrupt");
    refused = registry.counter("rivulet.delivery.refused");
    age =
        Timer.builder("rivulet.delivery.age")
            .description("from the publishing of the oldest entry of a call to its acknowledgement")
            .publishPercentiles(0.5, 0.99)
            .percentilePrecision(2)
            .minimumExpectedValue(Duration.ofMillis(1))
            .register(registry);
    gauge(registry, "rivulet.delivery.in.flight", lanes -> sum(lanes, Lane::callsInFlight));
    gauge(registry, "rivulet.delivery.pending", lanes -> sum(lanes, Lane::pending));
    registry.gauge("rivulet.delivery.oldest.age.seconds", lanes, LaneMetrics::oldestSeconds);
  }

  /// What has flowed through so far.
  ///
  /// @param posts events of posts
  public PulseWriter.Sample flowed(double posts) {
    return new PulseWriter.Sample(
        posts, deliveries.count(), age.count(), age.totalTime(TimeUnit.MILLISECONDS));
  }

  void opened(Lane lane) {
    lanes.add(lane);
  }

  void closed(Lane lane) {
    lanes.remove(lane);
  }

  /// Lanes that are open: deliver tasks.
  public int lanes() {
    return lanes.size();
  }

  /// Age of the oldest record that is read but not acknowledged, 0 if there is none.
  public double oldestAgeSeconds() {
    return oldestSeconds(lanes);
  }

  /// Calls under way that Redis has not answered.
  public double callsInFlight() {
    return sum(lanes, Lane::callsInFlight);
  }

  private static double oldestSeconds(Set<Lane> lanes) {
    long oldest = lanes.stream().mapToLong(Lane::oldest).min().orElse(Long.MAX_VALUE);
    return oldest == Long.MAX_VALUE
        ? 0
        : Math.max(0, (System.currentTimeMillis() - oldest) / 1_000.0);
  }

  private static double sum(Set<Lane> lanes, ToDoubleFunction<Lane> value) {
    return lanes.stream().mapToDouble(value).sum();
  }

  private void gauge(MeterRegistry registry, String name, ToDoubleFunction<Set<Lane>> value) {
    registry.gauge(name, lanes, value);
  }
}
