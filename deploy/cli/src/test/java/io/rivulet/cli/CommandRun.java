package io.rivulet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The command line in a process of its own, its output in a file.
final class CommandRun implements AutoCloseable {
  private static final int BOUND_SECONDS = 120;

  private final Process process;
  private final Path output;

  private CommandRun(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static CommandRun start(String... arguments) throws IOException {
    Path output = Files.createTempFile("rivulet-output-", ".txt");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfeed.kafka.home=" + System.getProperty("feed.kafka.home"),
            "-cp",
            System.getProperty("java.class.path"),
            Rivulet.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new CommandRun(process, output);
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + BOUND_SECONDS + " s");
    }
    return process.exitValue();
  }

  /// SIGTERM, which is answered like Ctrl-C.
  void terminate() {
    process.destroy();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    process.onExit().join();
    Files.deleteIfExists(output);
  }
}
