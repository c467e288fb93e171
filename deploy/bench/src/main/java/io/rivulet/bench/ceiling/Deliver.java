package io.rivulet.bench.ceiling;

import io.rivulet.keyspace.Shards;
import java.util.SplittableRandom;

/// Calls as feed-fanout sends them, of timelines chosen uniformly: each visit meets cold memory.
///
/// At low load the timelines of a call lie in nearly as many shards. Under load much waits for each
/// shard, so that a call takes the timelines of a few, and Redis has fewer states to look at.
final class Deliver implements Load {
  /// What is late comes at most so many entries of its timeline too late.
  private static final int LATE_ENTRIES = 20;

  private final Homes homes;
  private final Clock clock;
  private final Shape shape;
  private final SplittableRandom random;

  /// Neighbours by shard that a call chooses from.
  private final int window;

  /// @param timelines a call
  /// @param entries a visit
  /// @param late the share of visits that come late
  /// @param shards that the timelines of a call lie in, about; 0 if in any
  record Shape(int timelines, int entries, double late, int shards) {
    Shape(int timelines, int entries, double late) {
      this(timelines, entries, late, 0);
    }
  }

  Deliver(Homes homes, Clock clock, Shape shape, long seed) {
    this.homes = homes;
    this.clock = clock;
    this.shape = shape;
    this.random = new SplittableRandom(seed);
    int size = homes.size();
    int few = (int) Math.max((long) size * shape.shards / Shards.COUNT, 2L * shape.timelines);
    this.window = shape.shards == 0 ? size : Math.min(size, few);
  }

  @Override
  public void next(Requests requests) {
    Call call = new Call(homes);
    int start = random.nextInt(homes.size() - window + 1);
    for (int i = 0; i < shape.timelines; i++) {
      long offset = (long) i * window + random.nextInt(window);
      call.add(homes.byShard(start + (int) (offset / shape.timelines)), ids());
    }
    call.write(requests);
  }

  private byte[] ids() {
    if (shape.late > 0 && random.nextDouble() < shape.late) {
      long by = (1L + random.nextInt(LATE_ENTRIES)) * homes.size();
      return clock.late(by, random.nextInt());
    }
    return clock.next(shape.entries);
  }

  @Override
  public int answers() {
    return 1;
  }

  @Override
  public int deliveries() {
    return shape.timelines * shape.entries;
  }
}
