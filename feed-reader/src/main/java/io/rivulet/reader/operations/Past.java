package io.rivulet.reader.operations;

import io.rivulet.vitals.Scrape;
import io.rivulet.vitals.Vitals;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What charts draw of the last half an hour, so that they have a past when somebody opens the
/// page. Rates are of the whole time between two points: no delivery falls in between.
final class Past {
  /// Between two points.
  static final Duration EVERY = Duration.ofSeconds(10);

  /// Half an hour.
  static final int KEPT = 180;

  /// A machine that slept has no rate.
  private static final Duration GAP = Duration.ofMinutes(1);

  /// At a time.
  ///
  /// @param at milliseconds since 1970
  /// @param oldest the highest age of the oldest post that was not delivered, in seconds
  /// @param deliveries a second
  /// @param requests a second
  record Point(long at, double oldest, double deliveries, double requests) {}

  private record Begin(List<Scrape> scrapes, long nanos) {}

  private final ArrayDeque<Point> points = new ArrayDeque<>();
  private @Nullable Begin begin;
  private double oldest;

  /// Takes a look, of which not each makes a point.
  ///
  /// @param nanos when it was, as [System#nanoTime]
  /// @param millis the same, since 1970
  /// @param age of the oldest post that was not delivered
  void take(List<Scrape> scrapes, long nanos, long millis, double age) {
    Begin last = begin;
    long passed = last == null ? 0 : nanos - last.nanos;
    oldest = Math.max(oldest, age);
    if (last == null || passed > GAP.toNanos()) {
      begin = new Begin(scrapes, nanos);
      oldest = age;
    } else if (passed >= EVERY.toNanos()) {
      Vitals.Flow flow = Vitals.of(last.scrapes, scrapes, passed / 1e9).flow();
      points.add(new Point(millis, oldest, flow.deliveries(), flow.requests()));
      if (points.size() > KEPT) {
        points.remove();
      }
      begin = new Begin(scrapes, nanos);
      oldest = age;
    }
  }

  /// Oldest first.
  List<Point> points() {
    return List.copyOf(points);
  }
}
