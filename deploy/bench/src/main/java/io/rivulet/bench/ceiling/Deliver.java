package io.rivulet.bench.ceiling;

import java.util.SplittableRandom;

/// Calls as feed-fanout sends them, of timelines chosen uniformly: each visit meets cold memory.
final class Deliver implements Load {
  /// What is late comes at most so many entries of its timeline too late.
  private static final int LATE_ENTRIES = 20;

  private final Homes homes;
  private final Clock clock;
  private final Shape shape;
  private final SplittableRandom random;

  /// @param timelines a call
  /// @param entries a visit
  /// @param late the share of visits that come late
  record Shape(int timelines, int entries, double late) {}

  Deliver(Homes homes, Clock clock, Shape shape, long seed) {
    this.homes = homes;
    this.clock = clock;
    this.shape = shape;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public void next(Requests requests) {
    Call call = new Call(homes);
    for (int i = 0; i < shape.timelines; i++) {
      call.add(random.nextInt(homes.size()), ids());
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
