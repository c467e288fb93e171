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

  private final Consumer<String> lines;
  private final Thread thread;
  private final List<Finished> report = new ArrayList<>();
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

    Finished soFar() {
      return new Finished(
          name,
          passed.sum(),
          moved.sum(),
          bytes.sum(),
          Duration.ofNanos(System.nanoTime() - began));
    }

    String line() {
      return "%s of %,d".formatted(soFar().line(), offsets);
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
    Finished finished = begun.soFar();
    lines.accept(finished.line());
    report.add(finished);
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

  /// Each piece of the work that is done.
  List<Finished> report() {
    return List.copyOf(report);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
