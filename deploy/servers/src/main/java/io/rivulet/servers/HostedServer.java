package io.rivulet.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One server of a system that is spread over several [ServerHost]s: a child process of this JVM
/// that dies with it, and that is to be killed, paused, and started again, with its data or
/// without.
///
/// Unlike a [LocalServer] it is started in two steps, since some servers answer only when others
/// are there too. Safe for several threads: who asks for its state need not be who changes it.
public final class HostedServer implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /// What runs.
  public interface Program {
    /// The program and its arguments for one run; what must be prepared is prepared here.
    ///
    /// @param folder for its configuration and data
    List<String> command(Path folder) throws IOException;

    /// Whether it serves now. Returns soon, whatever the program does.
    boolean answers();
  }

  private final String name;
  private final ServerHost host;
  private final Path folder;
  private final Program program;
  private @Nullable ChildProcess process;
  private boolean closed;

  /// @param folder its own, made if absent
  public HostedServer(String name, ServerHost host, Path folder, Program program) {
    this.name = name;
    this.host = host;
    this.folder = folder;
    this.program = program;
  }

  public String name() {
    return name;
  }

  public ServerHost host() {
    return host;
  }

  public Path folder() {
    return folder;
  }

  /// Begins a run.
  ///
  /// @param environment beside what this JVM has
  /// @throws ServerException if it runs already, is closed, or cannot be started
  public synchronized void launch(Map<String, String> environment) {
    if (closed || isRunning()) {
      throw new ServerException(name + (closed ? " is closed" : " runs already"));
    }
    try {
      Files.createDirectories(folder);
      var command = new ArrayList<String>(host.entering());
      if (!environment.isEmpty()) {
        command.add("env");
        new TreeMap<>(environment).forEach((key, value) -> command.add(key + "=" + value));
      }
      command.addAll(program.command(folder));
      process = ChildProcess.start(command, folder.resolve("output.log"));
    } catch (IOException e) {
      throw new ServerException("%s cannot be started: %s".formatted(name, e.getMessage()), e);
    }
  }

  /// Waits until it serves.
  ///
  /// @throws ServerException if it ends instead, or takes longer
  public void awaitAnswer(Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!program.answers()) {
      ChildProcess running = process();
      if (running == null || running.endsWithin(LOOK_EVERY)) {
        throw new ServerException(
            "%s ended while starting; its log ends with%n%s"
                .formatted(name, running == null ? "" : running.lastOutput()));
      }
      if (System.nanoTime() > deadline) {
        throw new ServerException(
            "%s does not answer after %d s; its log ends with%n%s"
                .formatted(name, bound.toSeconds(), running.lastOutput()));
      }
    }
  }

  private synchronized @Nullable ChildProcess process() {
    return process;
  }

  public synchronized boolean isRunning() {
    return process != null && process.alive();
  }

  /// Whether it runs and serves.
  public boolean answers() {
    return isRunning() && program.answers();
  }

  /// SIGTERM, then SIGKILL after `bound`. Nothing happens if it does not run.
  public void stop(Duration bound) {
    ChildProcess running = process();
    if (running != null && running.alive()) {
      running.stop(bound);
    }
  }

  /// SIGKILL. Nothing happens if it does not run.
  public void kill() {
    ChildProcess running = process();
    if (running != null && running.alive()) {
      running.kill();
    }
  }

  /// SIGSTOP: its ports stay open, nothing answers.
  public void pause() {
    running().pause();
  }

  /// SIGCONT. Nothing happens if it does not run any more.
  public void resume() {
    ChildProcess running = process();
    if (running != null && running.alive()) {
      running.resume();
    }
  }

  private ChildProcess running() {
    ChildProcess running = process();
    if (running == null || !running.alive()) {
      throw new ServerException(name + " does not run");
    }
    return running;
  }

  /// The id of its process.
  public long pid() {
    return running().pid();
  }

  /// Kills it for good.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    kill();
  }
}
