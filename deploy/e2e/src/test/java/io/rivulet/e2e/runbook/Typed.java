package io.rivulet.e2e.runbook;

import io.rivulet.cli.Rivulet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A command that somebody typed, in a process of its own.
final class Typed implements AutoCloseable {
  private static final int BOUND_SECONDS = 180;

  private final Process process;

  private Typed(Process process) {
    this.process = process;
  }

  /// What came of it.
  record Outcome(int exit, String output) {}

  /// `deploy/rivulet`, which looks at the run that a folder belongs to.
  static Typed rivulet(Path data, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Drivulet.data=" + data,
            "-cp",
            System.getProperty("java.class.path"),
            Rivulet.class.getName()));
    command.addAll(arguments);
    return program(command);
  }

  /// Any program.
  static Typed program(List<String> command) {
    try {
      return new Typed(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads on until a line contains a text.
  ///
  /// @return whether one does before its output ends
  boolean says(String text) throws IOException {
    var reader = process.inputReader(StandardCharsets.UTF_8);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.contains(text)) {
        return true;
      }
    }
    return false;
  }

  /// Waits for its end.
  Outcome outcome() {
    CompletableFuture<String> output =
        CompletableFuture.supplyAsync(
            () -> {
              try (var said = process.getInputStream()) {
                return new String(said.readAllBytes(), StandardCharsets.UTF_8);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try {
      if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("still running after " + BOUND_SECONDS + " s");
      }
      return new Outcome(process.exitValue(), output.join());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// SIGKILL.
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
