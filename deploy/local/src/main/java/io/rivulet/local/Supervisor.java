package io.rivulet.local;

import io.rivulet.servers.LocalServer;
import io.rivulet.servers.ServerException;
import java.time.Duration;
import java.util.function.Consumer;

/// Watches one server and starts it again when it dies, by a thread of its own.
///
/// Between two starts it waits 1, 2, 4 … seconds; a fifth death without a minute of life in between
/// is given up. Only this thread touches the server until [#close()].
final class Supervisor implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration STABLE = Duration.ofMinutes(1);
  private static final int MAX_DEATHS = 5;

  private final String name;
  private final LocalServer server;
  private final Reporter reporter;
  private final Consumer<String> givenUp;
  private final Thread thread;
  private int deaths;
  private long aliveSince = System.nanoTime();

  /// @param givenUp told, once, why the server does not run any more
  private Supervisor(String name, LocalServer server, Reporter reporter, Consumer<String> givenUp) {
    this.name = name;
    this.server = server;
    this.reporter = reporter;
    this.givenUp = givenUp;
    this.thread = Thread.ofVirtual().name("supervisor-" + name).unstarted(this::watch);
  }

  static Supervisor start(
      String name, LocalServer server, Reporter reporter, Consumer<String> givenUp) {
    var supervisor = new Supervisor(name, server, reporter, givenUp);
    supervisor.thread.start();
    return supervisor;
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY);
        if (!server.isRunning() && !revive()) {
          return;
        }
      }
    } catch (InterruptedException _) {
      // The run ends.
    }
  }

  /// False if it is of no use.
  private boolean revive() throws InterruptedException {
    if (System.nanoTime() - aliveSince > STABLE.toNanos()) {
      deaths = 0;
    }
    deaths++;
    if (deaths >= MAX_DEATHS) {
      givenUp.accept("%s died %d times in a row: its log says why".formatted(name, deaths));
      return false;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << (deaths - 1));
    reporter.say("%s died; starting it again in %d s".formatted(name, pause.toSeconds()));
    Thread.sleep(pause);
    try {
      server.restart();
      aliveSince = System.nanoTime();
      reporter.say(name + " is back");
    } catch (ServerException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      reporter.say(firstLine(e));
    }
    return true;
  }

  private static String firstLine(ServerException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /// Returns when the server is not touched any more; it may be running.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
