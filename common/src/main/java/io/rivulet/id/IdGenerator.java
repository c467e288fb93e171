package io.rivulet.id;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// Makes ids of one node: unique over nodes with different numbers, and strictly growing within a
/// process.
///
/// A clock that steps back does not make ids go back: the generator goes on from the last
/// millisecond it used. More than 4,096 ids in a millisecond borrow from the next one. A process
/// that restarts within the lead it borrowed, or after its clock went back, could repeat ids; at
/// real rates the lead is zero.
///
/// [#nextAbove(long)] makes this a hybrid logical clock: an id that has to be above another node's
/// takes the generator to that id's time if it lies ahead, and the generator goes on from there. So
/// whatever is made here later is above it too, and order follows cause although clocks differ. The
/// lead it takes on is that of the other clock, and shrinks as time passes. It is bounded: one id
/// of a clock gone wild would else take every node that answers it into the future.
public final class IdGenerator {

  /// How far ahead of the clock another node's id may take this one: clocks that differ by more are
  /// a fault of operation, not to be spread.
  public static final Duration MAX_LEAD = Duration.ofHours(1);

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
    return after(Ids.millis(clock.millis()));
  }

  /// The next id, greater than all before it and than `id`, of whatever kind and node that is.
  ///
  /// @return empty if `id` lies more than [#MAX_LEAD] ahead of this node's clock
  public OptionalLong nextAbove(long id) {
    long now = Ids.millis(clock.millis());
    long least = (Ids.check(id) >>> Ids.TIME_SHIFT) + 1;
    return least - now > MAX_LEAD.toMillis()
        ? OptionalLong.empty()
        : OptionalLong.of(after(Math.max(now, least)));
  }

  /// @param least milliseconds of the id at least
  private long after(long least) {
    long tick = last.updateAndGet(previous -> Math.max(previous + 1, least << NODE_SHIFT));
    long millis = tick >>> NODE_SHIFT;
    if (millis > Ids.MAX_MILLIS) {
      throw new IllegalStateException("ids are used up");
    }
    return (millis << Ids.TIME_SHIFT) | node | (tick & SEQUENCE_MASK);
  }
}
