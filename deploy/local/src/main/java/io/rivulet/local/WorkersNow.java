package io.rivulet.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How many fan-out workers a run has: the file `workers.json` in its data folder, which outlives
/// the run, so that the next one has as many.
///
/// @param workers processes
/// @param wish the last [WorkerWish] that was heard; null before the first
/// @param failure why that was not fulfilled, then the end of a log; null if it was
public record WorkersNow(int workers, @Nullable String wish, @Nullable String failure) {
  private static final String FILE = "workers.json";

  /// What was told last, if anything was.
  public static Optional<WorkersNow> in(Path data) {
    return JsonFile.read(data.resolve(FILE), WorkersNow.class);
  }

  void write(Path data) throws IOException {
    JsonFile.write(data.resolve(FILE), this);
  }
}
