package io.rivulet.local;

import io.rivulet.servers.JavaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The fan-out workers of a run, whose number may change while all else goes on.
///
/// They are numbered from 1 without gaps: the last one that came is the first to go. Each has a
/// folder of its own, `feed-fanout`, `feed-fanout-2` …, which outlives it: one that comes back
/// finds its state there ([KeptState]). One thread at a time changes their number; any may look.
final class Workers {
  /// A worker hands over what it has, commits and leaves its group, which may take as long as Redis
  /// makes it wait; longer than at the end of a run, since others are to go on from there.
  private static final Duration STOP_BOUND = Duration.ofSeconds(20);

  private record Worker(ServiceProcess process, JavaServer server) {}

  private final Path data;
  private final Starters starters;
  private final Processes processes;
  private final Function<ServiceProcess, JavaServer> launcher;
  private final List<Worker> running = new CopyOnWriteArrayList<>();

  /// @param launcher starts one, waits until it is ready, and has it watched by `processes`
  Workers(
      Path data,
      Starters starters,
      Processes processes,
      Function<ServiceProcess, JavaServer> launcher) {
    this.data = data;
    this.starters = starters;
    this.processes = processes;
    this.launcher = launcher;
  }

  int count() {
    return running.size();
  }

  List<ServiceProcess> processes() {
    return running.stream().map(Worker::process).toList();
  }

  /// Starts as many as are missing, all at once, so that tasks move once.
  ///
  /// @param upToDate the numbers up to here have missed nothing since they ended: nothing went on
  ///   without them
  /// @throws RuntimeException if one does not start; then there are those that were there before
  void add(int wanted, int upToDate) {
    List<Future<Worker>> starting =
        IntStream.rangeClosed(count() + 1, wanted)
            .mapToObj(number -> starters.begin(() -> start(number, number <= upToDate)))
            .toList();
    List<Worker> started = new ArrayList<>();
    RuntimeException failure = null;
    for (Future<Worker> one : starting) {
      try {
        started.add(Starters.await(one));
      } catch (RuntimeException e) {
        failure = first(failure, e);
      }
    }
    if (failure != null) {
      end(started);
      throw failure;
    }
    running.addAll(started);
  }

  private static RuntimeException first(@Nullable RuntimeException before, RuntimeException now) {
    return before == null ? now : before;
  }

  private Worker start(int number, boolean upToDate) {
    // Its ports are taken now and not earlier: others look for free ones too.
    ServiceProcess process = ServiceProcess.of(Service.FANOUT, name(number), data);
    if (!upToDate) {
      var _ = KeptState.forgetIfOld(process.folder().resolve("state"), Instant.now());
    }
    return new Worker(process, launcher.apply(process));
  }

  /// The first one is called as if it were alone.
  static String name(int number) {
    return number == 1 ? Service.FANOUT.title() : Service.FANOUT.title() + "-" + number;
  }

  /// Stops those that are too many.
  ///
  /// @param told called between the moment from which on they do not count any more and their end,
  ///   so that whoever looks at all workers misses none
  void remove(int wanted, Runnable told) {
    List<Worker> leaving = List.copyOf(running.subList(Math.min(wanted, count()), count()));
    running.removeAll(leaving);
    try {
      told.run();
    } finally {
      end(leaving);
    }
  }

  private void end(List<Worker> leaving) {
    List<Future<Boolean>> ending =
        leaving.stream()
            .map(
                worker ->
                    starters.begin(
                        () -> {
                          processes.end(worker.server(), STOP_BOUND);
                          return true;
                        }))
            .toList();
    ending.forEach(Starters::await);
  }
}
