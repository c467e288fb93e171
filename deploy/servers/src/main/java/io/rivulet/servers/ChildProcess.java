package io.rivulet.servers;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One run of a server as a child process, its output appended to a file.
final class ChildProcess {
  /// How long SIGKILL may take: the kernel frees memory and files first.
  private static final Duration KILL_BOUND = Duration.ofSeconds(10);

  private static final int LOG_LINES_SHOWN = 40;

  private final Process process;
  private final Path log;
  private final long logStart;
  private boolean paused;

  private ChildProcess(Process process, Path log, long logStart) {
    this.process = process;
    this.log = log;
    this.logStart = logStart;
  }

  /// Starts `command` in the C locale: Redis orders strings in Lua scripts by its locale.
  static ChildProcess start(List<String> command, Path log) throws IOException {
    long logStart = Files.exists(log) ? Files.size(log) : 0;
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()))
            .redirectInput(Redirect.from(new File("/dev/null")));
    builder.environment().put("LC_ALL", "C");
    return new ChildProcess(ParentDeath.start(builder), log, logStart);
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  boolean endsWithin(Duration bound) {
    try {
      return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ServerException("Interrupted while waiting for process " + pid(), e);
    }
  }

  /// SIGTERM, and SIGKILL after `bound`.
  void stop(Duration bound) {
    process.destroy();
    if (paused) {
      resume();
    }
    if (!endsWithin(bound)) {
      kill();
    }
  }

  /// SIGKILL.
  void kill() {
    process.destroyForcibly();
    if (!endsWithin(KILL_BOUND)) {
      throw new ServerException("Process %d does not end on SIGKILL".formatted(pid()));
    }
  }

  void pause() {
    Standstill.begin(process.toHandle());
    paused = true;
  }

  void resume() {
    Standstill.end(process.toHandle());
    paused = false;
  }

  /// What this run has written so far; at most the last lines.
  String lastOutput() {
    try (var channel = FileChannel.open(log).position(logStart)) {
      var text =
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      return "(%s cannot be read: %s)".formatted(log, e.getMessage());
    }
  }
}
