package io.rivulet.fanout.guarantee;

import io.rivulet.fanout.FanoutApplication;
import io.rivulet.servers.ServiceServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A worker as it runs in production.
final class WorkerProcess implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final ServiceServer service;

  private WorkerProcess(ServiceServer service) {
    this.service = service;
  }

  /// Starts a worker; it may not have joined its group yet.
  ///
  /// @param folder its state and log, kept between its runs
  /// @param settings what to override, named by their path in the configuration
  static WorkerProcess start(Path folder, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("streams.stateDirectory", folder.resolve("state").toString());
    return new WorkerProcess(
        ServiceServer.start(
            new ServiceServer.Program(
                "Worker",
                FanoutApplication.class.getName(),
                "config/fanout.yml",
                all,
                List.of("-XX:TieredStopAtLevel=1")),
            folder,
            ANSWER));
  }

  /// Whether it takes part in its group and everything it needs is there.
  boolean ready() {
    return service.admin("/ready").statusCode() == 200;
  }

  /// The answer of its health checks; the status is 200 if all is well.
  HttpResponse<String> health() {
    return service.admin("/healthcheck");
  }

  double metric(String name) {
    return service.metric(name);
  }

  ServiceServer service() {
    return service;
  }

  boolean isRunning() {
    return service.isRunning();
  }

  /// All it has logged, over all its runs.
  String log() {
    return service.log();
  }

  /// SIGTERM.
  ///
  /// @return how long it took to end, `bound` at most
  Duration stop(Duration bound) {
    long begun = System.nanoTime();
    service.process().stop(bound);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /// SIGKILL.
  void kill() {
    service.process().kill();
  }

  /// SIGSTOP.
  void pause() {
    service.process().pause();
  }

  /// SIGCONT.
  void resume() {
    service.process().resume();
  }

  /// Starts it again with the state it kept.
  void restart() {
    service.process().restart();
  }

  @Override
  public void close() {
    service.process().stop(Duration.ofMillis(1));
    service.close();
  }
}
