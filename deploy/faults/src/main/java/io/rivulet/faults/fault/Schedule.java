package io.rivulet.faults.fault;

import io.rivulet.faults.system.Installation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// Which faults come one after the other: each kind once in a drawn order, then all of them again
/// in another one. The same for the same seed and kinds, but for who is a primary of Redis by then.
public final class Schedule {
  private final List<FaultKind> kinds;
  private final Stage stage;
  private final Random random;
  private final Deque<FaultKind> next = new ArrayDeque<>();

  public Schedule(List<FaultKind> kinds, Installation installation, long seed) {
    this(kinds, Stage.of(installation), seed);
  }

  Schedule(List<FaultKind> kinds, Stage stage, long seed) {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("no kinds of faults");
    }
    this.kinds = List.copyOf(kinds);
    this.stage = stage;
    this.random = new Random(seed);
  }

  /// What comes next.
  ///
  /// @param kind as it was asked for
  public record Drawn(FaultKind kind, Fault fault) {}

  public Drawn next() {
    if (next.isEmpty()) {
      List<FaultKind> round = new ArrayList<>(kinds);
      Collections.shuffle(round, random);
      next.addAll(round);
    }
    FaultKind kind = next.remove();
    return new Drawn(kind, kind.draw(stage, new Random(random.nextLong())));
  }
}
