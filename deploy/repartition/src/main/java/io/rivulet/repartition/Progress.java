package io.rivulet.repartition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Says each second or two how far what is under way has come, and in the end how long it took.
final class Progress implements Watcher, AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final double NANOS = 1e9;
  private static final double MEGABYTE = 1e6;

  private final Consumer<String> lines;
  private final Thread thread;
  private final List<String> report = new ArrayList<>();
  private volatile @Nullable Task task;

  /// A piece of the work.
  private static final class Task {
    private final String name;
    private final long offsets;
    private final long began = System.nanoTime();
    private final LongAdder passed = new LongAdder();
    private final LongAdder moved = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    Task(String name, long offsets) {
      this.name = name;
      this.offsets = offsets;
    }

    String line() {
      double seconds = Math.max(1e-3, (System.nanoTime() - began) / NANOS);
      return "%s: %,d of %,d offsets, %,d records moved (%,.1f MB), %,.0f offsets/s, %.1f s"
          .formatted(
              name,
              passed.sum(),
              offsets,
              moved.sum(),
              (double) bytes.sum() / MEGABYTE,
              (double) passed.sum() / seconds,
              seconds);
    }
  }

  Progress(Consumer<String> lines) {
    this.lines = lines;
    thread = Thread.ofPlatform().daemon().name("progress").start(this::tell);
  }

  private void tell() {
    try {
      while (true) {
        Thread.sleep(EVERY);
        Task now = task;
        if (now != null) {
          lines.accept("  " + now.line());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Does a piece of the work.
  ///
  /// @param offsets to be passed by it
  void during(String name, long offsets, Runnable work) {
    Task begun = new Task(name, offsets);
    task = begun;
    try {
      work.run();
    } finally {
      task = null;
    }
    lines.accept(begun.line());
    report.add(begun.line());
  }

  @Override
  public void passed(long offsets, long moved, long bytes) {
    Task now = task;
    if (now != null) {
      now.passed.add(offsets);
      now.moved.add(moved);
      now.bytes.add(bytes);
    }
  }

  /// A line for each piece of the work that is done.
  List<String> report() {
    return List.copyOf(report);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
