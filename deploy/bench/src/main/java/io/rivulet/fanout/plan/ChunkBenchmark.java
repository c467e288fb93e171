package io.rivulet.fanout.plan;

import io.rivulet.bench.memory.AccountIds;
import io.rivulet.bench.memory.StageStore;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// How large a chunk of followers should be: what a scan costs a follower, and what a follow costs.
/// A follow rewrites some two thirds of a full chunk.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH has the fields filled first.
public class ChunkBenchmark {
  private static final int ACCOUNTS = 100_000;
  private static final int FOLLOWERS = 10_000;
  private static final long AUTHOR = 1;
  private static final long SEED = 7;
  private static final Duration SEEDED = Duration.ofSeconds(10);

  /// Bytes of a chunk at most.
  @Param({"128", "256", "512", "1024", "4096"})
  public int chunk;

  private StageStore store;
  private FollowerTable table;
  private long[] ids;
  private SplittableRandom random;

  /// Fills the store with one author.
  @Setup(Level.Trial)
  public void fill() {
    store = StageStore.open("followers");
    table = new FollowerTable(store.store(), chunk);
    ids = AccountIds.over(ACCOUNTS, SEEDED, SEED);
    random = new SplittableRandom(SEED);
    for (int i = 0; i < FOLLOWERS; i++) {
      while (!table.add(AUTHOR, ids[random.nextInt(ACCOUNTS)])) {
        // Was one already.
      }
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    store.close();
  }

  /// A follower of a scan.
  @Benchmark
  @OperationsPerInvocation(FOLLOWERS)
  public long scan() {
    long[] sum = new long[1];
    table.forEach(AUTHOR, follower -> sum[0] += follower);
    return sum[0];
  }

  /// Somebody follows and unfollows.
  @Benchmark
  public boolean follow() {
    long follower = ids[random.nextInt(ACCOUNTS)];
    return table.add(AUTHOR, follower) && table.remove(AUTHOR, follower);
  }
}
