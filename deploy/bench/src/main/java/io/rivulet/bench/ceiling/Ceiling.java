package io.rivulet.bench.ceiling;

import io.rivulet.bench.report.Spread;
import io.rivulet.id.Ids;
import io.rivulet.local.LocalException;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.Deliveries;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/// What a Redis that others filled does at most, to be held against what came out with a pipeline
/// in front of it. Nothing else must be writing meanwhile.
public final class Ceiling {
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration AHEAD = Duration.ofHours(1);

  /// Timelines whose answers are awaited at the same time, and at least so many calls.
  private static final int TIMELINES_UNDER_WAY = 100;

  private static final int CALLS_UNDER_WAY = 4;
  private static final long SEED = 20_260_101;

  private final int port;
  private final int rounds;
  private final Duration round;
  private final DoubleSupplier cpuSeconds;

  /// @param port of Redis on 127.0.0.1
  /// @param rounds at least 1
  /// @param round how long each takes; 2 s of warm-up come before the first
  public Ceiling(int port, int rounds, Duration round) {
    this(port, rounds, round, () -> 0);
  }

  /// @param cpuSeconds processor time that Redis has used so far
  Ceiling(int port, int rounds, Duration round, DoubleSupplier cpuSeconds) {
    this.port = port;
    this.rounds = rounds;
    this.round = round;
    this.cpuSeconds = cpuSeconds;
  }

  /// Deliveries a second to home timelines that exist, by `deliver.lua` with one entry a visit, by
  /// calls as feed-fanout sends them and in the name of the shards' present owners, who stay
  /// owners.
  ///
  /// The entries' ids are an hour ahead of the clock: what is delivered to these timelines
  /// afterwards comes late.
  ///
  /// @param viewers who have a home timeline, of whom each visit takes one by chance
  /// @param timelinesPerCall at least 1
  /// @param shards that the timelines of one call lie in, about; 0 if in any, as at low load
  public Spread deliver(Redis redis, long[] viewers, int timelinesPerCall, int shards) {
    Homes homes = Homes.ofOwner(redis, viewers);
    Clock clock = new Clock(Ids.firstAt(Instant.now().plus(AHEAD)));
    return rate(deliver(homes, clock, new Deliver.Shape(timelinesPerCall, 1, 0, shards)));
  }

  /// Deliveries a second by Mastodon's six commands each, on sorted sets of 800 entries, which are
  /// made before and stay.
  ///
  /// @param timelines how many sets; 100 KB each
  public Spread mastodon(int timelines) {
    return rate(peer(Peer.MASTODON, timelines));
  }

  /// One round, and what it took of Redis.
  record Round(Pace pace, double cpuSeconds) {
    double cpuMicros() {
      return cpuSeconds * 1e6 / pace.deliveries();
    }
  }

  private static Spread rate(List<Round> measured) {
    return Spread.of(measured.stream().map(one -> one.pace().rate()).toList());
  }

  List<Round> deliver(Homes homes, Clock clock, Deliver.Shape shape) {
    try (Wire wire = Wire.open(port)) {
      wire.load(Deliveries.script());
      int depth = Math.max(CALLS_UNDER_WAY, TIMELINES_UNDER_WAY / shape.timelines());
      return run(wire, new Deliver(homes, clock, shape, SEED), depth);
    } catch (IOException e) {
      throw new LocalException("What Redis delivers cannot be measured: " + e.getMessage(), e);
    }
  }

  List<Round> peer(Peer peer, int timelines) {
    try (Wire wire = Wire.open(port)) {
      wire.run(peer.filling(), CALLS_UNDER_WAY, timelines);
      return run(wire, peer.delivering(timelines, SEED), TIMELINES_UNDER_WAY);
    } catch (IOException e) {
      throw new LocalException(
          "What Redis does of others' commands cannot be measured: " + e.getMessage(), e);
    }
  }

  private List<Round> run(Wire wire, Load load, int depth) throws IOException {
    wire.run(load, depth, WARM_UP);
    var measured = new ArrayList<Round>();
    for (int i = 0; i < rounds; i++) {
      double before = cpuSeconds.getAsDouble();
      Pace pace = wire.run(load, depth, round);
      measured.add(new Round(pace, cpuSeconds.getAsDouble() - before));
    }
    return measured;
  }
}
