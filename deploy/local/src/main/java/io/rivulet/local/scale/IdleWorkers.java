package io.rivulet.local.scale;

import io.rivulet.local.LocalSettings;
import java.util.Optional;

/// What more workers than tasks are good for.
final class IdleWorkers {
  private IdleWorkers() {}

  /// A warning if there is not enough work for so many.
  ///
  /// @param tasks of both stages
  static Optional<String> warning(int workers, int tasks) {
    int threads = workers * LocalSettings.WORKER_THREADS;
    if (workers > tasks) {
      return Optional.of(
          "%d of %d workers will be idle: there are %d tasks, as many as feed.posts.v1 and feed.deliveries.v1 have partitions"
              .formatted(workers - tasks, workers, tasks));
    }
    if (threads > tasks) {
      return Optional.of(
          "%d of the %d threads of %d workers will be idle: there are %d tasks, as many as feed.posts.v1 and feed.deliveries.v1 have partitions; %d workers can do as much"
              .formatted(
                  threads - tasks,
                  threads,
                  workers,
                  tasks,
                  Math.ceilDiv(tasks, LocalSettings.WORKER_THREADS)));
    }
    return Optional.empty();
  }
}
