package io.rivulet.repartition;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A run of the command, or what it holds meanwhile, as a process that can be killed and stopped as
/// any other.
final class OwnProcess implements AutoCloseable {
  static final String ALONE = "alone";

  private final Process process;
  private final BufferedReader lines;
  private final PrintWriter input;

  private OwnProcess(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"),
                "-cp",
                System.getProperty("java.class.path"),
                OwnProcess.class.getName()));
    command.addAll(List.of(arguments));
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines = process.inputReader();
    input = new PrintWriter(process.outputWriter(), true);
  }

  /// Adds partitions.
  static OwnProcess repartition(Installation installation, int partitions) {
    return new OwnProcess(
        installation.kafka().servers(), installation.redisUri(), Integer.toString(partitions));
  }

  /// Holds the right to, and says for each line that it is asked by whether it still does.
  static OwnProcess soleRun(KafkaSettings kafka) {
    return new OwnProcess(kafka.servers());
  }

  /// Reads what it says until it holds it.
  void awaitAlone() {
    for (String line = line(); !line.equals(ALONE); line = line()) {
      System.out.println(line);
    }
  }

  /// What it says, until it ends.
  Stream<String> lines() {
    return lines.lines();
  }

  private String line() {
    try {
      String line = lines.readLine();
      if (line == null) {
        throw new IllegalStateException("it ended with " + exitCode());
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String ask() {
    input.println("?");
    return line();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  int exitCode() {
    return process.onExit().join().exitValue();
  }

  /// Kills it if it has not ended.
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /// In the process.
  public static void main(String[] arguments) throws IOException {
    KafkaSettings kafka = KafkaSettings.of(arguments[0]);
    if (arguments.length == 1) {
      hold(kafka);
    } else {
      RepartitionSettings settings = RepartitionIT.to(Integer.parseInt(arguments[2]));
      try (Redis redis = new Redis(RedisSettings.of(arguments[1]));
          Repartition run = new Repartition(kafka, settings, redis, OwnProcess::say)) {
        var _ = run.run();
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private static void hold(KafkaSettings kafka) throws IOException {
    try (SoleRun run = SoleRun.begin(kafka, OwnProcess::say)) {
      System.out.println(ALONE);
      while (System.in.read() >= 0) {
        try {
          run.check();
          System.out.println(ALONE);
        } catch (RepartitionException e) {
          System.out.println(e.getMessage());
        }
        System.in.skipNBytes(System.in.available());
      }
    }
  }
}
