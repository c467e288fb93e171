package io.rivulet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/// That a run is to have so many fan-out workers: the file `workers-wanted.json` in its data
/// folder. Whoever runs `up` starts and stops processes; all others wish. A later wish replaces one
/// that is not heard yet. What came of it is told by [WorkersNow].
///
/// @param id another for each wish
/// @param workers 1 to [LocalSettings#MOST_WORKERS]
public record WorkerWish(String id, int workers) {
  private static final String FILE = "workers-wanted.json";

  /// A new one.
  public static WorkerWish of(int workers) {
    return new WorkerWish(UUID.randomUUID().toString(), workers);
  }

  /// The last one, if there is one.
  public static Optional<WorkerWish> in(Path data) {
    return JsonFile.read(data.resolve(FILE), WorkerWish.class);
  }

  /// Makes it.
  ///
  /// @param data folder of the run
  public void write(Path data) {
    try {
      JsonFile.write(data.resolve(FILE), this);
    } catch (IOException e) {
      throw new LocalException("%s cannot be written: %s".formatted(data, e.getMessage()), e);
    }
  }

  /// Forgets those of an earlier run.
  static void forget(Path data) throws IOException {
    Files.deleteIfExists(data.resolve(FILE));
  }
}
