package io.rivulet.fanout.delivery;

import io.rivulet.bench.memory.AccountIds;
import io.rivulet.keyspace.Shards;
import java.time.Duration;
import java.util.List;
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

/// Records of `feed.deliveries.v1`: of a post of 100 followers, and full ones.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH has the fields filled first.
public class DeliveryBenchmark {
  private static final int ACCOUNTS = 100_000;
  private static final int PARTITIONS = 8;
  private static final long SEED = 7;
  private static final Duration SEEDED = Duration.ofSeconds(10);

  /// Recipients of a record.
  @Param({"12", "1024"})
  public int recipients;

  private final RecipientsBuilder builder = new RecipientsBuilder();
  private long[] accounts;
  private byte[] value;

  /// Chooses recipients of one partition.
  @Setup(Level.Trial)
  public void choose() {
    long[] ids = AccountIds.over(ACCOUNTS, SEEDED, SEED);
    accounts =
        new SplittableRandom(SEED)
            .ints(0, ACCOUNTS)
            .mapToLong(i -> ids[i])
            .filter(id -> Shards.partition(Shards.of(id), PARTITIONS) == 0)
            .distinct()
            .limit(recipients)
            .sorted()
            .toArray();
    value = encode();
  }

  /// Collects recipients and encodes the record.
  @Benchmark
  public byte[] encode() {
    for (long account : accounts) {
      builder.add(account);
    }
    return DeliveryCodec.encode(List.of(new Delivery.Entry(Long.MAX_VALUE, builder.build())));
  }

  /// Decodes a record and visits its recipients.
  @Benchmark
  public long decode() {
    long[] sum = new long[1];
    if (DeliveryCodec.decode(value).getFirst() instanceof Delivery.Entry(_, Recipients read)) {
      read.forEach((shard, account) -> sum[0] += shard + account);
    }
    return sum[0];
  }
}
