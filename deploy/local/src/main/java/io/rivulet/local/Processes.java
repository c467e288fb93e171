package io.rivulet.local;

import io.rivulet.servers.JavaServer;
import io.rivulet.servers.LocalServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// All that a run has started: each watched by a [Supervisor] until it is ended, alone or with all
/// the rest.
final class Processes {
  /// Together with what else an end takes below the 10 s promised.
  private static final Duration SERVICE_STOP_BOUND = Duration.ofSeconds(3);

  private static final Duration SERVER_STOP_BOUND = Duration.ofSeconds(4);

  private record Watched(LocalServer server, Supervisor supervisor) {}

  private final Reporter reporter;
  private final Consumer<String> givenUp;
  private final List<Watched> all = new CopyOnWriteArrayList<>();
  private boolean closed;

  /// @param givenUp told why one of them does not run any more
  Processes(Reporter reporter, Consumer<String> givenUp) {
    this.reporter = reporter;
    this.givenUp = givenUp;
  }

  /// From here on the server is watched, and ended with all the rest. One that comes too late is
  /// ended at once.
  synchronized void keep(String name, LocalServer server) {
    if (closed) {
      server.close();
      throw new LocalException("Stopped while starting");
    }
    all.add(new Watched(server, Supervisor.start(name, server, reporter, givenUp)));
  }

  /// Ends one of them for good.
  ///
  /// @param bound what it may take before it is killed
  void end(LocalServer server, Duration bound) {
    List<Watched> ending = all.stream().filter(one -> one.server == server).toList();
    ending.forEach(one -> one.supervisor.close());
    server.stop(bound);
    server.close();
    // Not before: if the run ends meanwhile, it has to see to this one too.
    all.removeAll(ending);
  }

  /// What dies now stays so.
  void unwatch() {
    synchronized (this) {
      closed = true;
    }
    all.forEach(one -> one.supervisor.close());
  }

  /// Ends the services, and then what they work with.
  void endAll() {
    stop(
        all.stream().map(Watched::server).filter(JavaServer.class::isInstance), SERVICE_STOP_BOUND);
    stop(
        all.stream().map(Watched::server).filter(one -> !(one instanceof JavaServer)),
        SERVER_STOP_BOUND);
  }

  private static void stop(Stream<LocalServer> servers, Duration bound) {
    List<Thread> stopping =
        servers
            .map(
                server ->
                    Thread.startVirtualThread(
                        () -> {
                          server.stop(bound);
                          server.close();
                        }))
            .toList();
    for (Thread thread : stopping) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
