package io.rivulet.local.scale;

import io.rivulet.local.Instance;
import io.rivulet.local.LocalException;
import io.rivulet.local.Reporter;
import io.rivulet.local.WorkerWish;
import io.rivulet.local.WorkersNow;
import io.rivulet.vitals.Scraper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Gets a local run to have another number of workers and watches it: `up` does it, as it is asked
/// by a [WorkerWish], and goes on with it whatever becomes of this.
public final class Scaling {
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /// How long is looked.
  ///
  /// @param around before the change, and at least after it, to compare
  /// @param patience for the change, and again for what waits after it
  public record Settings(Duration around, Duration patience) {
    /// Long enough for some posts of a quiet run, and for a worker that makes its stores anew.
    public static final Settings DEFAULT =
        new Settings(Duration.ofSeconds(5), Duration.ofMinutes(5));
  }

  private final Path data;
  private final long pid;
  private final Settings settings;
  private final Reporter progress;

  /// @param data folder of the run
  /// @throws LocalException if there is no run
  public Scaling(Path data, Settings settings, Reporter progress) {
    this.data = data;
    this.pid = Instance.runningIn(data).pid();
    this.settings = settings;
    this.progress = progress;
  }

  /// Changes the number of workers; returns when they have all tasks and nothing waits that came
  /// before that.
  ///
  /// @param wanted 1 to [io.rivulet.local.LocalSettings#MOST_WORKERS]
  /// @throws LocalException if the run ends meanwhile, or somebody else asks for another number
  public ScaleOutcome to(int wanted) {
    try (var group = new TaskGroup(run().kafkaSettings());
        var scraper = new Scraper(() -> run().workers(), () -> null)) {
      IdleWorkers.warning(wanted, group.tasks()).ifPresent(progress::say);
      return to(wanted, new Watch(group, scraper));
    } catch (LocalException e) {
      // If it has ended, all the rest follows from that.
      var _ = run();
      throw e;
    }
  }

  private ScaleOutcome to(int wanted, Watch watch) {
    while (watch.seconds() < settings.around().toMillis() / 1e3) {
      look(watch, 0, false);
    }
    Watch.Phase before = watch.phase();
    WorkerWish wish = WorkerWish.of(wanted);
    wish.write(data);
    double began = watch.seconds();
    Optional<WorkersNow> answer = Optional.empty();
    while (answer.isEmpty() || !watch.isSettled(wanted)) {
      look(watch, began, true);
      requireTime(watch, began, wanted);
      answer = answer(wish);
      String failure = answer.map(WorkersNow::failure).orElse(null);
      if (failure != null) {
        return new ScaleOutcome.Failed(failure.lines().toList());
      }
    }
    Watch.Phase meanwhile = watch.phase();
    double settled = watch.seconds();
    boolean caughtUp = false;
    while (!caughtUp && watch.seconds() - settled < settings.patience().toSeconds()) {
      look(watch, began, true);
      caughtUp =
          watch.waits().through(settled)
              && watch.seconds() - settled >= settings.around().toMillis() / 1e3;
    }
    return new ScaleOutcome.Done(
        new ScaleReport(
            settled - began,
            watch.workers(),
            before,
            meanwhile,
            watch.phase(),
            watch.waits().records(),
            caughtUp));
  }

  private void look(Watch watch, double since, boolean say) {
    try {
      Thread.sleep(LOOK_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
    if (watch.look() && say) {
      progress.say(watch.line(since));
    }
  }

  private void requireTime(Watch watch, double began, int wanted) {
    if (watch.seconds() - began > settings.patience().toSeconds()) {
      throw new LocalException(
          "%d workers do not have all tasks after %d s; `up` goes on with it. `deploy/rivulet status` tells what each does, and its log in %s why"
              .formatted(wanted, settings.patience().toSeconds(), data));
    }
  }

  /// What came of a wish, as soon as it is known.
  private Optional<WorkersNow> answer(WorkerWish wish) {
    Optional<WorkersNow> now = WorkersNow.in(data).filter(one -> wish.id().equals(one.wish()));
    if (now.isEmpty()) {
      WorkerWish.in(data)
          .filter(last -> !last.id().equals(wish.id()))
          .ifPresent(
              last -> {
                throw new LocalException(
                    "Somebody else has asked for %d workers meanwhile".formatted(last.workers()));
              });
    }
    return now;
  }

  /// The run as it is now, with the workers of now.
  private Instance run() {
    try {
      Instance instance = Instance.runningIn(data);
      if (instance.pid() == pid) {
        return instance;
      }
    } catch (LocalException _) {
      // Told below.
    }
    throw new LocalException(
        "The run with the data of %s has ended meanwhile; it has as many workers at its next start as it had"
            .formatted(data));
  }
}
