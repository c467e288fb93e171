package io.rivulet.fanout.deliver;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rivulet.fanout.delivery.AuthorSize;
import io.rivulet.fanout.live.PulseWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// What operators see of all lanes of a worker.
public final class LaneMetrics {
  /// From what a delivery takes where nothing waits to an outage.
  private static final Duration[] AGES =
      Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000, 600_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

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

  /// By size of the author.
  private final List<Timer> ages;

  public LaneMetrics(MeterRegistry registry) {
    deliveries = registry.counter("rivulet.deliveries");
    relations = registry.counter("rivulet.relations.written");
    values = registry.counter("rivulet.values.written");
    visits = registry.counter("rivulet.delivery.visits");
    calls = registry.counter("rivulet.delivery.calls");
    retries = registry.counter("rivulet.delivery.retries");
    corrupt = registry.counter("rivulet.timelines.corrupt");
    refused = registry.counter("rivulet.delivery.refused");
    ages = Arrays.stream(AuthorSize.values()).map(size -> age(size, registry)).toList();
    gauge(registry, "rivulet.delivery.in.flight", lanes -> sum(lanes, Lane::callsInFlight));
    gauge(registry, "rivulet.delivery.pending", lanes -> sum(lanes, Lane::pending));
    registry.gauge("rivulet.delivery.oldest.age.seconds", lanes, LaneMetrics::oldestSeconds);
  }

  /// In buckets, so that those of several workers add up.
  private static Timer age(AuthorSize size, MeterRegistry registry) {
    return Timer.builder("rivulet.delivery.age")
        .description("from the publishing of the oldest entry of a call to its acknowledgement")
        .tag("size", size.name().toLowerCase(Locale.ROOT))
        .serviceLevelObjectives(AGES)
        .register(registry);
  }

  /// Entries were written.
  ///
  /// @param oldest when the oldest of them were published, in milliseconds since 1970, by
  ///   [AuthorSize]; `Long.MAX_VALUE` where there is none
  void aged(long[] oldest) {
    long now = System.currentTimeMillis();
    for (int size = 0; size < oldest.length; size++) {
      if (oldest[size] != Long.MAX_VALUE) {
        ages.get(size).record(Math.max(0, now - oldest[size]), TimeUnit.MILLISECONDS);
      }
    }
  }

  /// What has flowed through so far.
  ///
  /// @param posts events of posts
  public PulseWriter.Sample flowed(double posts) {
    return new PulseWriter.Sample(
        posts,
        deliveries.count(),
        ages.stream().mapToLong(Timer::count).sum(),
        ages.stream().mapToDouble(age -> age.totalTime(TimeUnit.MILLISECONDS)).sum());
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
