package io.rivulet.service;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What it costs a request to know whether its token has a scope.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScopeBenchmark {
  private final Viewer broad = new Viewer(1, Set.of("read", "write", "follow"));
  private final Viewer exact = new Viewer(1, Set.of("read:statuses", "write:statuses"));
  private String wanted = "read:statuses";

  /// Of a token for everything.
  @Benchmark
  public boolean contained() {
    return broad.may(wanted);
  }

  /// Of a token for the very scope.
  @Benchmark
  public boolean exact() {
    return exact.may(wanted);
  }
}
