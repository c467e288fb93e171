package io.rivulet.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A server written in Java by whoever starts it, such as a service of Rivulet: started, watched
/// and stopped like the servers it works with.
public final class JavaServer extends LocalServer {
  private static final Duration START_BOUND = Duration.ofMinutes(2);

  /// A look is a request over HTTP, which takes processor time from the one that starts.
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(150);

  private static final Duration STOP_BOUND = Duration.ofSeconds(5);

  private final JavaProgram program;
  private final BooleanSupplier answers;

  private JavaServer(
      String name, int port, DataFolder folder, JavaProgram program, BooleanSupplier answers) {
    super(name, port, folder);
    this.program = program;
    this.answers = answers;
  }

  /// Starts a program and waits until it answers.
  ///
  /// @param name what it is called in messages and, in lower case, its log
  /// @param port where the program will listen on 127.0.0.1
  /// @param folder keeps its log and may keep its data; the program alone uses it
  /// @param answers whether it serves now; returns soon, whatever the program does
  /// @throws ServerException if it cannot run, naming the port if that is taken
  public static JavaServer start(
      String name, int port, Path folder, JavaProgram program, BooleanSupplier answers) {
    LoopbackPort.requireFree(port, name);
    var server =
        new JavaServer(name, port, DataFolder.open(Optional.of(folder), name), program, answers);
    server.startOrClose();
    return server;
  }

  @Override
  List<String> command() throws IOException {
    return program.command();
  }

  @Override
  boolean answers() {
    return answers.getAsBoolean();
  }

  @Override
  Duration probeInterval() {
    return PROBE_INTERVAL;
  }

  @Override
  Duration startBound() {
    return START_BOUND;
  }

  @Override
  Duration stopBound() {
    return STOP_BOUND;
  }
}
