package io.rivulet.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Hears wishes for another number of workers ([WorkerWish]) and fulfils one after the other.
final class Scaler {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Path data;
  private final Workers workers;
  private final Runnable tell;
  private final Reporter reporter;
  private @Nullable String heard;

  /// @param tell writes down where the workers are, for all who ask them
  Scaler(Path data, Workers workers, Runnable tell, Reporter reporter) {
    this.data = data;
    this.workers = workers;
    this.tell = tell;
    this.reporter = reporter;
  }

  /// Goes on until it is interrupted.
  void listen() throws InterruptedException {
    while (true) {
      Thread.sleep(LOOK_EVERY);
      Optional<WorkerWish> wish = wish();
      if (wish.isPresent() && !wish.get().id().equals(heard)) {
        heard = wish.get().id();
        fulfil(wish.get());
      }
    }
  }

  /// What is no wish is told and forgotten: somebody wrote it by hand.
  private Optional<WorkerWish> wish() {
    try {
      return WorkerWish.in(data);
    } catch (LocalException e) {
      reporter.say(String.valueOf(e.getMessage()));
      write(() -> WorkerWish.forget(data));
      return Optional.empty();
    }
  }

  private void fulfil(WorkerWish wish) throws InterruptedException {
    String failure = null;
    try {
      change(wish.workers());
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      failure = String.valueOf(e.getMessage());
    }
    reporter.say(
        failure == null
            ? "Workers: %d".formatted(workers.count())
            : "Workers: %d, as before: %s".formatted(workers.count(), cause(failure)));
    String outcome = failure;
    write(() -> new WorkersNow(workers.count(), wish.id(), outcome).write(data));
  }

  /// In a line; whoever asked is told the rest.
  private String cause(String failure) {
    return failure
        .lines()
        .findFirst()
        .orElse("")
        .replace("its log ends with", "its log is in " + data);
  }

  private void change(int wanted) {
    LocalSettings.requireWorkers(wanted);
    if (wanted < workers.count()) {
      reporter.say(
          "Workers: %d, of which %d are stopped …"
              .formatted(workers.count(), workers.count() - wanted));
      workers.remove(wanted, tell);
    } else if (wanted > workers.count()) {
      reporter.say(
          "Workers: %d, starting %d more …".formatted(workers.count(), wanted - workers.count()));
      int before = workers.count();
      workers.add(wanted, 0);
      try {
        tell.run();
      } catch (RuntimeException e) {
        // Nobody would ask them.
        workers.remove(before, () -> {});
        throw e;
      }
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  private void write(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      reporter.say(
          FreeSpace.explain(data, "%s cannot be written: %s".formatted(data, e.getMessage())));
    }
  }
}
