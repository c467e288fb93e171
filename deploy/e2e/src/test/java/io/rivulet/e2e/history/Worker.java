package io.rivulet.e2e.history;

import io.rivulet.fanout.flow.Acknowledgements;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// Tasks that run on one thread: they commit together and die together.
record Worker(Acknowledgements acknowledgements, List<Task> tasks) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  void start() {
    tasks.forEach(Task::start);
  }

  void tick() {
    for (Task task : tasks) {
      if (task.tick()) {
        commit();
      }
    }
  }

  /// What Streams does, with the producers of `AcknowledgedCommits`.
  private void commit() {
    tasks.forEach(Task::flush);
    acknowledgements.flushed();
    settle();
    tasks.forEach(Task::commit);
  }

  /// Waits until Redis has acknowledged everything.
  void settle() {
    if (!acknowledgements.all(PATIENCE)) {
      throw new IllegalStateException("Redis has not acknowledged everything within " + PATIENCE);
    }
  }

  void crash(Random cut) {
    tasks.forEach(task -> task.crash(cut));
    start();
  }

  void restart() {
    commit();
    tasks.forEach(Task::close);
    start();
  }

  void close() {
    tasks.forEach(Task::close);
  }
}
