package io.rivulet.id;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/// Makes ids of one node: unique over nodes with different numbers, and strictly growing within a
/// process.
///
/// A clock that steps back does not make ids go back: the generator goes on from the last
/// millisecond it used. More than 4,096 ids in a millisecond borrow from the next one. A process
/// that restarts within the lead it borrowed, or after its clock went back, could repeat ids; at
/// real rates the lead is zero.
public final class IdGenerator {

  private static final int NODE_SHIFT = 12;
  private static final long SEQUENCE_MASK = (1L << NODE_SHIFT) - 1;

  private final long node;
  private final Clock clock;

  /// Milliseconds and sequence of the last id: one number, so that a carry is an increment.
  private final AtomicLong last = new AtomicLong(-1);

  /// @param node 0 to [Ids#MAX_NODE], different for every process that makes ids
  /// @throws IllegalArgumentException if the node is out of range
  public IdGenerator(int node, Clock clock) {
    if (node < 0 || node > Ids.MAX_NODE) {
      throw new IllegalArgumentException("node: expected 0 to " + Ids.MAX_NODE + ", found " + node);
    }
    this.node = (long) node << NODE_SHIFT;
    this.clock = clock;
  }

  /// The next id, greater than all before it.
  public long next() {
    long now = Ids.millis(clock.millis()) << NODE_SHIFT;
    long tick = last.updateAndGet(previous -> Math.max(previous + 1, now));
    long millis = tick >>> NODE_SHIFT;
    if (millis > Ids.MAX_MILLIS) {
      throw new IllegalStateException("ids are used up");
    }
    return (millis << Ids.TIME_SHIFT) | node | (tick & SEQUENCE_MASK);
  }
}
