package io.rivulet.e2e.guarantee;

import io.rivulet.e2e.AdminPort;
import io.rivulet.e2e.RunningSystem;
import io.rivulet.servers.JavaProgram;
import io.rivulet.servers.JavaServer;
import io.rivulet.servers.LoopbackPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Another worker with the configuration of the first, but for its ports and its state.
final class SecondWorker implements Worker, AutoCloseable {
  private static final Duration STOP_BOUND = Duration.ofSeconds(15);

  private final int port = LoopbackPort.free();
  private final AdminPort admin = new AdminPort("http://127.0.0.1:" + port);
  private final JavaServer server;

  /// Starts it; it may not take part in its group yet.
  SecondWorker(RunningSystem system) {
    Path folder = system.data().resolve("second-fanout");
    this.server =
        JavaServer.start(
            "Second-worker",
            port,
            folder,
            program(FirstWorker.configuration(system), folder),
            () -> admin.ok("/ping"));
  }

  /// It reads a copy, since the first worker is found by the name of the file.
  private JavaProgram program(Path configuration, Path folder) {
    Path copy = folder.resolve("second-fanout.yml");
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    Map.of(
            "streams.stateDirectory", folder.resolve("state"),
            "server.applicationConnectors[0].port", LoopbackPort.free(),
            "server.adminConnectors[0].port", port)
        .forEach((name, value) -> options.add("-Ddw." + name + "=" + value));
    return new JavaProgram(
        options,
        System.getProperty("java.class.path"),
        "io.rivulet.fanout.FanoutApplication",
        List.of("server", copy.toString()),
        () -> Files.copy(configuration, copy, StandardCopyOption.REPLACE_EXISTING));
  }

  @Override
  public AdminPort admin() {
    return admin;
  }

  @Override
  public void end(boolean kill) {
    if (kill) {
      server.kill();
    } else {
      server.stop(STOP_BOUND);
    }
  }

  @Override
  public void bringBack() {
    server.restart();
  }

  @Override
  public void close() {
    server.close();
  }
}
