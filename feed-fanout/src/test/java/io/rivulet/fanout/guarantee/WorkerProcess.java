package io.rivulet.fanout.guarantee;

import io.rivulet.fanout.FanoutApplication;
import io.rivulet.servers.JavaProgram;
import io.rivulet.servers.JavaServer;
import io.rivulet.servers.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A worker as it runs in production: a process of its own, with the configuration that is shipped
/// and some of it overridden, looked at through its admin port.
final class WorkerProcess implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final int admin;
  private final Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JavaServer server;

  private WorkerProcess(int admin, Path folder, Map<String, String> settings) {
    this.admin = admin;
    this.folder = folder;
    this.server =
        JavaServer.start("Worker", admin, folder, program(admin, folder, settings), this::answers);
  }

  /// Starts a worker; it may not have joined its group yet.
  ///
  /// @param folder its state and log, kept between its runs
  /// @param settings what to override, named by their path in the configuration
  static WorkerProcess start(Path folder, Map<String, String> settings) {
    return new WorkerProcess(LoopbackPort.free(), folder, settings);
  }

  private static JavaProgram program(int admin, Path folder, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("streams.stateDirectory", folder.resolve("state").toString());
    all.put("server.applicationConnectors[0].port", Integer.toString(LoopbackPort.free()));
    all.put("server.adminConnectors[0].port", Integer.toString(admin));
    List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    options.addAll(List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"));
    all.forEach((name, value) -> options.add("-Ddw." + name + "=" + value));
    return new JavaProgram(
        options,
        System.getProperty("java.class.path"),
        FanoutApplication.class.getName(),
        List.of("server", "config/fanout.yml"),
        () -> {});
  }

  private boolean answers() {
    try {
      return get("/ping").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /// Whether it takes part in its group and everything it needs is there.
  boolean ready() {
    return get("/ready").statusCode() == 200;
  }

  /// The answer of its health checks; the status is 200 if all is well.
  HttpResponse<String> health() {
    return get("/healthcheck");
  }

  /// A metric by its name in Prometheus, summed over its labels.
  double metric(String name) {
    return sum(name + " ") + sum(name + "{");
  }

  private double sum(String beginning) {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(beginning))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private HttpResponse<String> get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + path))
            .timeout(ANSWER)
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Bytes that live long, and rubbish among them that was not collected yet.
  double oldGeneration() {
    return sum("jvm_memory_used_bytes{area=\"heap\",id=\"Tenured Gen\"");
  }

  boolean isRunning() {
    return server.isRunning();
  }

  /// All it has logged, over all its runs.
  String log() {
    try {
      return Files.readString(folder.resolve("worker.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// SIGTERM.
  ///
  /// @return how long it took to end, `bound` at most
  Duration stop(Duration bound) {
    long begun = System.nanoTime();
    server.stop(bound);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /// SIGKILL.
  void kill() {
    server.kill();
  }

  /// SIGSTOP.
  void pause() {
    server.pause();
  }

  /// SIGCONT.
  void resume() {
    server.resume();
  }

  /// Starts it again with the state it kept.
  void restart() {
    server.restart();
  }

  @Override
  public void close() {
    server.stop(Duration.ofMillis(1));
    server.close();
    http.close();
  }
}
