package io.rivulet.limit;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What limits cost a request that reads: two budgets, of 10,000 accounts and addresses in turn.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LimitBenchmark {
  private static final int CLIENTS = 10_000;

  private final RateLimits limits =
      new RateLimits(new LimitSettings(true, 0, 2 * CLIENTS, generous()), Clock.systemUTC());
  private final String[] addresses = new String[CLIENTS];
  private int next;

  /// Makes the addresses.
  public LimitBenchmark() {
    for (int i = 0; i < CLIENTS; i++) {
      addresses[i] = "10.0." + (i >> 8) + "." + (i & 0xff);
    }
  }

  private static Map<Budget, Rate> generous() {
    Rate rate = new Rate(Integer.MAX_VALUE, Duration.ofMinutes(5));
    Map<Budget, Rate> rates = new EnumMap<>(Budget.class);
    rates.put(Budget.ACCOUNT, rate);
    rates.put(Budget.ADDRESS, rate);
    return rates;
  }

  /// Takes from both.
  @Benchmark
  public Allowance read() {
    next = next + 1 == CLIENTS ? 0 : next + 1;
    Allowance address = limits.take(Budget.ADDRESS, addresses[next]);
    return address.nearer(limits.take(Budget.ACCOUNT, (long) next));
  }
}
