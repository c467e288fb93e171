package io.rivulet.overload;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What a request pays for that there are not too many: a place, and for each wait for Redis a look
/// at the breaker and a note of how it ended.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OverloadBenchmark {
  private final AdaptiveLimit limit =
      new AdaptiveLimit(
          OverloadSettings.DEFAULT.latency(),
          OverloadSettings.DEFAULT.least(),
          OverloadSettings.DEFAULT.most(2 << 20),
          System::nanoTime);
  private final Breaker breaker = new Breaker("redis", new SimpleMeterRegistry());

  /// A request that is let in and ends.
  @Benchmark
  public boolean place() {
    long began = System.nanoTime();
    boolean may = limit.tryBegin();
    if (may) {
      limit.end(began);
    }
    return may;
  }

  /// A wait for Redis that is answered.
  @Benchmark
  public boolean answered() {
    boolean closed = breaker.isClosed();
    breaker.answered();
    return closed;
  }
}
