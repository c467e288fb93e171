package io.rivulet.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A server that runs as a child process of this JVM on 127.0.0.1 and dies with it ([ParentDeath]).
///
/// Its port stays the same until [#close()], so that clients find it again after [#restart()].
/// Calls of one server are made by one thread at a time; each returns when its effect is there: a
/// started server answers, a stopped one has no process any more.
public abstract sealed class LocalServer implements AutoCloseable
    permits JavaServer, KafkaServer, RedisServer {
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(10);

  private final String name;
  private final int port;
  private final DataFolder folder;
  private @Nullable ChildProcess process;

  LocalServer(String name, int port, DataFolder folder) {
    this.name = name;
    this.port = port;
    this.folder = folder;
  }

  /// The program and its arguments for one run. What must be prepared before a run is prepared
  /// here.
  abstract List<String> command() throws IOException;

  /// Whether the server on [#port()] serves clients now. Returns soon, whatever the server does.
  abstract boolean answers();

  /// The time a start may take on a busy machine.
  abstract Duration startBound();

  /// The time an orderly stop may take before SIGKILL.
  abstract Duration stopBound();

  /// How long to wait between two looks whether it answers.
  Duration probeInterval() {
    return PROBE_INTERVAL;
  }

  public final int port() {
    return port;
  }

  /// `127.0.0.1:<port>`
  public final String address() {
    return "127.0.0.1:" + port;
  }

  /// The id of the running server's own process, not of a wrapper.
  public final long pid() {
    return running().pid();
  }

  public final boolean isRunning() {
    return process != null && process.alive();
  }

  /// SIGTERM, then SIGKILL after a bound. Nothing happens if the server does not run.
  public final void stop() {
    stop(stopBound());
  }

  /// SIGTERM, then SIGKILL after `bound`.
  public final void stop(Duration bound) {
    if (process != null && process.alive()) {
      process.stop(bound);
    }
  }

  /// SIGKILL.
  public final void kill() {
    running().kill();
  }

  /// SIGSTOP: the port stays open, nothing answers.
  public final void pause() {
    running().pause();
  }

  /// SIGCONT.
  public final void resume() {
    running().resume();
  }

  /// Stops the server if it runs, and starts it on the same port with the data it kept.
  public final void restart() {
    stop();
    start();
  }

  /// Stops the server and gives its folder back; what was ephemeral is deleted.
  @Override
  public final void close() {
    stop();
    folder.close();
  }

  final Path file(String fileName) {
    return folder.resolve(fileName);
  }

  final void start() {
    if (!folder.isOpen()) {
      throw new IllegalStateException(name + " on port " + port + " is closed");
    }
    LoopbackPort.requireFree(port, name);
    try {
      ChildProcess started =
          ChildProcess.start(command(), file(name.toLowerCase(Locale.ROOT) + ".log"));
      process = started;
      awaitAnswer(started);
    } catch (IOException e) {
      throw new ServerException("%s cannot be started: %s".formatted(name, e.getMessage()), e);
    }
  }

  /// Starts, and leaves nothing behind if that fails.
  final void startOrClose() {
    try {
      start();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void awaitAnswer(ChildProcess started) {
    long deadline = System.nanoTime() + startBound().toNanos();
    while (!answers()) {
      if (started.endsWithin(probeInterval())) {
        throw ended(started);
      }
      if (System.nanoTime() > deadline) {
        started.kill();
        throw new ServerException(
            "%s on port %d does not answer after %d s; its log ends with\n%s"
                .formatted(name, port, startBound().toSeconds(), started.lastOutput()));
      }
    }
    if (!started.alive()) {
      throw ended(started);
    }
  }

  private ServerException ended(ChildProcess ended) {
    String output = ended.lastOutput();
    if (output.contains("Address already in use")) {
      return LoopbackPort.taken(port, name);
    }
    if (output.contains("No space left on device")) {
      return new ServerException("Disk full: %s cannot write to %s".formatted(name, folder.path()));
    }
    return new ServerException(
        "%s on port %d ended with code %d while starting; its log ends with\n%s"
            .formatted(name, port, ended.exitCode(), output));
  }

  private ChildProcess running() {
    if (process == null || !process.alive()) {
      throw new IllegalStateException(name + " on port " + port + " is not running");
    }
    return process;
  }
}
