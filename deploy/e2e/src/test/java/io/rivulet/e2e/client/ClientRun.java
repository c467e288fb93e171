package io.rivulet.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One run of a client as a process of its own, which somebody reads from and may type to. It is
/// ended after two minutes, and so fails.
final class ClientRun {
  private static final Duration BOUND = Duration.ofMinutes(2);

  private final Process process;
  private final BufferedReader output;
  private final Writer input;
  private final List<String> lines = new ArrayList<>();

  private ClientRun(Process process) {
    this.process = process;
    this.output = process.inputReader();
    this.input = process.outputWriter();
  }

  static ClientRun start(Path folder, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      Executor later = CompletableFuture.delayedExecutor(BOUND.toSeconds(), TimeUnit.SECONDS);
      later.execute(process::destroyForcibly);
      return new ClientRun(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads on to the first line in which `pattern` is found, and gives its first group.
  String read(Pattern pattern) {
    while (readLine()) {
      Matcher matcher = pattern.matcher(lines.getLast());
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new AssertionError("no " + pattern + " in\n" + String.join("\n", lines));
  }

  void type(String line) {
    try {
      input.write(line + "\n");
      input.flush();
    } catch (IOException e) {
      throw new AssertionError(String.join("\n", lines), e);
    }
  }

  /// All that the client wrote, once it has ended well.
  String end() {
    while (readLine()) {
      // To the end.
    }
    String all = String.join("\n", lines);
    assertThat(process.onExit().join().exitValue()).as(all).isZero();
    return all;
  }

  private boolean readLine() {
    try {
      String line = output.readLine();
      if (line != null) {
        lines.add(line);
      }
      return line != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
