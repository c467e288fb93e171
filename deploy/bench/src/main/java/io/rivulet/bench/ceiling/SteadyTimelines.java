package io.rivulet.bench.ceiling;

import io.rivulet.id.Ids;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.local.LocalException;
import io.rivulet.redis.LuaScript;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.Deliveries;
import io.rivulet.timeline.Ownership;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.Rebuild;
import io.rivulet.timeline.TimelineLimits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Home timelines as they lie in Redis after feed-reader and feed-fanout have been at work for long:
/// each was rebuilt, and since then so much was delivered to it that it was trimmed, each at another
/// time. All of it by the scripts that do it in production.
public final class SteadyTimelines {
  /// Of a rebuild; nothing expires while something is measured.
  private static final Duration TIME_TO_LIVE = Duration.ofDays(14);

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final TimelineLimits LIMITS = TimelineLimits.DEFAULT;

  /// Entries that come to a timeline in one visit while filling; a divisor of what is delivered.
  private static final int VISIT = 50;

  private static final int VISITS = 6;
  private static final int CALL = 50;
  private static final int REBUILDS_UNDER_WAY = 32;
  private static final int CALLS_UNDER_WAY = 8;

  private SteadyTimelines() {}

  /// Makes timelines of viewers who have none.
  ///
  /// Each is rebuilt with 800 entries, then gets 300 to 500 more, as chance has it.
  ///
  /// @return how many entries all timelines hold now
  public static long fill(Redis redis, int port, long[] viewers, long seed) {
    Homes homes = new Homes(viewers, takeOver(redis, viewers));
    fill(port, homes, LIMITS.kept(), true, seed);
    return entries(port, viewers);
  }

  /// Takes all shards over that viewers lie in.
  static byte[][] takeOver(Redis redis, long[] viewers) {
    int[] shards = java.util.Arrays.stream(viewers).mapToInt(Shards::of).distinct().toArray();
    List<Ownership.Taken> taken =
        Redis.await(Ownership.takeOver(redis.commands(), shards, -1), BOUND);
    byte[][] epochs = new byte[Shards.COUNT][];
    for (int i = 0; i < shards.length; i++) {
      epochs[shards[i]] = PackedIds.pack(taken.get(i).state().epoch());
    }
    return epochs;
  }

  /// @return the clock after it
  static Clock fill(int port, Homes homes, int rebuilt, boolean deliver, long seed) {
    Clock clock = new Clock(Ids.firstAt(TIME));
    try (Wire wire = Wire.open(port)) {
      for (LuaScript script : Rebuild.scripts()) {
        wire.load(script);
      }
      wire.load(Deliveries.script());
      wire.run(new Rebuilds(homes, clock, rebuilt), REBUILDS_UNDER_WAY, homes.size());
      clock.advance((long) rebuilt * homes.size());
      if (deliver) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] first = IntStream.range(0, homes.size()).map(_ -> random.nextInt(200)).toArray();
        deliver(wire, homes, clock, first);
      }
    } catch (IOException e) {
      throw new LocalException("Redis cannot be filled: " + e.getMessage(), e);
    }
    return clock;
  }

  private static void deliver(Wire wire, Homes homes, Clock clock, int[] first)
      throws IOException {
    // What is delivered first is of another length for each, so that they are trimmed at other
    // times.
    int most = 200;
    wire.run(new Visits(homes, clock, at -> first[at]), CALLS_UNDER_WAY, calls(homes));
    clock.advance((long) most * homes.size());
    for (int visit = 0; visit < VISITS; visit++) {
      wire.run(new Visits(homes, clock, _ -> VISIT), CALLS_UNDER_WAY, calls(homes));
      clock.advance((long) VISIT * homes.size());
    }
  }

  private static long calls(Homes homes) {
    return (homes.size() + CALL - 1L) / CALL;
  }

  /// How many entries timelines hold.
  static long entries(int port, long[] viewers) {
    try (Wire wire = Wire.open(port)) {
      wire.run(new Lengths(viewers), 100, viewers.length);
      return (wire.sum(0) - 32L * viewers.length) / PackedIds.WIDTH;
    } catch (IOException e) {
      throw new LocalException("Entries cannot be counted: " + e.getMessage(), e);
    }
  }

  /// Entries in turn: the first of each timeline, the second of each …
  private static byte[] entries(Homes homes, Clock clock, int at, int count) {
    long[] ids = new long[count];
    for (int i = 0; i < count; i++) {
      ids[i] = clock.ahead((long) i * homes.size() + at + 1);
    }
    return PackedIds.pack(ids);
  }

  /// Rebuilds one timeline after the other.
  private static final class Rebuilds implements Load {
    private final Homes homes;
    private final byte[] ids;
    private int at;

    Rebuilds(Homes homes, Clock clock, int entries) {
      this.homes = homes;
      this.ids = entries(homes, clock, 0, entries);
    }

    @Override
    public void next(Requests requests) {
      long viewer = homes.viewers[at++];
      requests.add(Rebuild.beginRequest(viewer, viewer, PATIENCE).command());
      requests.add(
          Rebuild.mergeRequest(viewer, viewer, 0, ids, LIMITS, TIME_TO_LIVE).command());
    }

    @Override
    public int answers() {
      return 2;
    }

    @Override
    public int deliveries() {
      return 0;
    }
  }

  /// Delivers to one timeline after the other.
  private static final class Visits implements Load {
    private final Homes homes;
    private final Clock clock;
    private final java.util.function.IntUnaryOperator entries;
    private int at;

    Visits(Homes homes, Clock clock, java.util.function.IntUnaryOperator entries) {
      this.homes = homes;
      this.clock = clock;
      this.entries = entries;
    }

    @Override
    public void next(Requests requests) {
      Call call = new Call(homes);
      for (int end = Math.min(at + CALL, homes.size()); at < end; at++) {
        int count = entries.applyAsInt(at);
        if (count > 0) {
          call.add(at, entries(homes, clock, at, count));
        }
      }
      call.write(requests);
    }

    @Override
    public int answers() {
      return 1;
    }

    @Override
    public int deliveries() {
      return 0;
    }
  }

  /// Asks for the length of each value.
  private static final class Lengths implements Load {
    private final long[] viewers;
    private int at;

    Lengths(long[] viewers) {
      this.viewers = viewers;
    }

    @Override
    public void next(Requests requests) {
      requests.begin(2);
      requests.argument(new byte[] {'S', 'T', 'R', 'L', 'E', 'N'});
      requests.argument(Keyspace.home(viewers[at++]));
    }

    @Override
    public int answers() {
      return 1;
    }

    @Override
    public int deliveries() {
      return 0;
    }
  }
}
