package io.rivulet.bench.fanout;

import io.rivulet.id.Ids;
import java.time.Instant;

/// The ids of a benchmark's accounts: those that submissions give when a thousand people a second
/// join, spread over the four partitions of that topic.
public final class Accounts {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final int PARTITIONS = 4;

  private Accounts() {}

  /// The id of an account by its number in the graph.
  public static long id(int number) {
    return Ids.ofSubmission(number % PARTITIONS, number / PARTITIONS, FIRST.plusMillis(number));
  }
}
