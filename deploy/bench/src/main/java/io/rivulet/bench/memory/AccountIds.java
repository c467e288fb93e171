package io.rivulet.bench.memory;

import io.rivulet.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Ids of accounts as feed-ingest makes them from submissions, that is of their time, partition and
/// offset: how close they are decides what the distance from one to the next takes.
public final class AccountIds {
  private static final int PARTITIONS = 8;
  private static final Instant LAST = Instant.parse("2026-01-01T00:00:00Z");

  private AccountIds() {}

  /// Ids of accounts registered one after the other, ascending.
  ///
  /// @param span from the first to the last
  public static long[] over(int accounts, Duration span, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] before = random.longs(accounts, 0, Math.max(1, span.toMillis())).sorted().toArray();
    long[] offsets = new long[PARTITIONS];
    long[] ids = new long[accounts];
    Instant first = LAST.minus(span);
    for (int i = 0; i < accounts; i++) {
      int partition = random.nextInt(PARTITIONS);
      ids[i] = Ids.ofSubmission(partition, offsets[partition]++, first.plusMillis(before[i]));
    }
    Arrays.sort(ids);
    return ids;
  }
}
