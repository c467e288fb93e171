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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Planning: who gets an entry, in the real store.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH has the fields filled first.
public class PlanBenchmark {
  private static final int ACCOUNTS = 100_000;
  private static final int AUTHORS = 64;
  private static final int PARTITIONS = 8;
  private static final long SEED = 7;
  private static final Duration SEEDED = Duration.ofSeconds(10);

  /// Followers of each author.
  @Param({"100", "10000"})
  public int followers;

  private StageStore store;
  private FollowerTable table;
  private Audience audience;
  private long[] ids;
  private SplittableRandom random;
  private int next;

  /// Fills the store with authors between whose turns the others' chunks are read.
  @Setup(Level.Trial)
  public void fill() {
    store = StageStore.open("followers");
    table = new FollowerTable(store.store());
    audience = new Audience(table, new NotifiedTable(store.store()), PARTITIONS);
    ids = AccountIds.over(ACCOUNTS, SEEDED, SEED);
    random = new SplittableRandom(SEED);
    for (int author = 0; author < AUTHORS; author++) {
      for (int i = 0; i < followers; i++) {
        while (!table.add(ids[author], ids[random.nextInt(ACCOUNTS)])) {
          // Was one already.
        }
      }
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    store.close();
  }

  /// All followers of an author.
  @Benchmark
  public long scan() {
    long[] sum = new long[1];
    table.forEach(author(), follower -> sum[0] += follower);
    return sum[0];
  }

  /// The deliveries of an entry, without their encoding.
  @Benchmark
  public Object audience() {
    return audience.of(author(), Long.MAX_VALUE - 1, true);
  }

  /// Somebody follows, somebody unfollows.
  @Benchmark
  public boolean follow() {
    long author = author();
    long follower = ids[random.nextInt(ACCOUNTS)];
    return table.add(author, follower) ? table.remove(author, follower) : table.contains(author, 1);
  }

  private long author() {
    next = (next + 1) % AUTHORS;
    return ids[next];
  }
}
