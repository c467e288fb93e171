package io.rivulet.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// What came of a door so far. Safe for many threads. Of faults that look the same the first is
/// kept, and not more than a person would read.
final class Findings {
  private static final int MOST = 20;

  private final Door door;
  private final long seed;
  private final AtomicLong cases = new AtomicLong();
  private final Map<String, Long> answers = new TreeMap<>();
  private final Set<String> known = new HashSet<>();
  private final List<Found> faults = new ArrayList<>();

  Findings(Door door, long seed) {
    this.door = door;
    this.seed = seed;
  }

  /// The number of the next case.
  long next() {
    return cases.getAndIncrement();
  }

  /// The seed of a case's own chance. Mixed (SplitMix64), since the first that [java.util.Random]
  /// draws of seeds side by side is much the same: hundreds of cases in a row would be of one kind.
  long seed(long number) {
    long mixed = (seed * 31 + door.title().hashCode() + number) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  synchronized void count(String answer) {
    var _ = answers.merge(answer, 1L, Long::sum);
  }

  /// Whether a fault is to be looked at: none of its looks was seen before.
  synchronized boolean isNew(String looks) {
    return faults.size() < MOST && known.add(looks);
  }

  synchronized void add(long number, Fault fault, String reproduction) {
    String text = fault.kind() + ": " + shortened(fault.detail());
    faults.add(new Found(door, seed, number, text, reproduction));
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() > 500 ? line.substring(0, 500) + "…" : line;
  }

  synchronized Outcome outcome() {
    return new Outcome(door, cases.get(), Map.copyOf(answers), List.copyOf(faults));
  }
}
