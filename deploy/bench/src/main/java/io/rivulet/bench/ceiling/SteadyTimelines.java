package io.rivulet.bench.ceiling;

import io.rivulet.id.Ids;
import io.rivulet.local.LocalException;
import io.rivulet.redis.LuaScript;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.Deliveries;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.Rebuild;
import io.rivulet.timeline.TimelineLimits;
import java.io.IOException;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/// Home timelines as they lie in Redis after feed-reader and feed-fanout have been at work for
/// long: each was rebuilt, and since then so much was delivered to it that it was trimmed, each at
/// another time. All of it by the scripts that do it in production.
public final class SteadyTimelines {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final TimelineLimits LIMITS = TimelineLimits.DEFAULT;

  /// How often each is trimmed before the last entries come. A trim needs as many entries as the
  /// slack allows.
  private static final int TRIMS = 2;

  private static final int REBUILDS_UNDER_WAY = 32;
  private static final int CALLS_UNDER_WAY = 8;
  private static final int LENGTHS_UNDER_WAY = 1_000;

  private SteadyTimelines() {}

  /// Makes timelines of viewers who have none, and takes their shards over for that.
  ///
  /// Each is rebuilt with 800 entries, is trimmed twice, and gets as many more as chance has it
  /// before the third trim: 417 to 623 entries are delivered to each.
  ///
  /// @return how many entries all timelines hold now
  public static long fill(Redis redis, int port, long[] viewers, long seed) {
    fill(port, Homes.takeOver(redis, viewers), seed);
    return entries(port, viewers);
  }

  /// As [#fill(Redis, int, long\[\], long)], of viewers whose shards are taken over.
  ///
  /// @return what the time is then
  static Clock fill(int port, Homes homes, long seed) {
    Clock clock = rebuilt(port, homes, LIMITS.kept());
    try (Wire wire = Wire.open(port)) {
      wire.load(Deliveries.script());
      for (int trim = 0; trim < TRIMS; trim++) {
        visit(wire, homes, clock, _ -> LIMITS.slack());
      }
      SplittableRandom random = new SplittableRandom(seed);
      int[] since = homes.each(_ -> 1 + random.nextInt(LIMITS.slack() - 1));
      visit(wire, homes, clock, at -> since[at]);
      return clock;
    } catch (IOException e) {
      throw new LocalException("Redis cannot be filled: " + e.getMessage(), e);
    }
  }

  /// Makes timelines of viewers who have none and who follow few: empty ones, to which so many
  /// entries are delivered one by one.
  ///
  /// @param entries of each
  public static void grow(Redis redis, int port, long[] viewers, int entries) {
    Homes homes = Homes.takeOver(redis, viewers);
    Clock clock = rebuilt(port, homes, 0);
    try (Wire wire = Wire.open(port)) {
      wire.load(Deliveries.script());
      for (int entry = 0; entry < entries; entry++) {
        visit(wire, homes, clock, _ -> 1);
      }
    } catch (IOException e) {
      throw new LocalException("Timelines cannot grow: " + e.getMessage(), e);
    }
  }

  /// Rebuilds timelines with so many entries, each as far from the next as there are timelines.
  static Clock rebuilt(int port, Homes homes, int entries) {
    Clock clock = new Clock(Ids.firstAt(TIME));
    try (Wire wire = Wire.open(port)) {
      for (LuaScript script : Rebuild.scripts()) {
        wire.load(script);
      }
      wire.run(new Fill.Rebuilds(homes, clock, entries), REBUILDS_UNDER_WAY, homes.size());
    } catch (IOException e) {
      throw new LocalException("Timelines cannot be rebuilt: " + e.getMessage(), e);
    }
    clock.advance((long) entries * homes.size());
    return clock;
  }

  private static void visit(Wire wire, Homes homes, Clock clock, IntUnaryOperator entries)
      throws IOException {
    long calls = (homes.size() + Fill.CALL - 1L) / Fill.CALL;
    wire.run(new Fill.Visits(homes, clock, entries), CALLS_UNDER_WAY, calls);
    clock.advance((long) LIMITS.slack() * homes.size());
  }

  /// How many entries the timelines of viewers hold, who all have one.
  public static long entries(int port, long[] viewers) {
    try (Wire wire = Wire.open(port)) {
      wire.run(new Fill.Lengths(viewers), LENGTHS_UNDER_WAY, viewers.length);
      return (wire.sum(0) - (long) HomeTimeline.HEADER * viewers.length) / PackedIds.WIDTH;
    } catch (IOException e) {
      throw new LocalException("Entries cannot be counted: " + e.getMessage(), e);
    }
  }
}
