package io.rivulet.local;

import io.rivulet.servers.JavaServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A fan-out worker in a process of its own between some Kafka and some Redis, without all the
/// rest: for measurements. Several of them share the work.
public final class FanoutAlone implements AutoCloseable {
  private final ServiceProcess process;
  private final JavaServer server;

  private FanoutAlone(ServiceProcess process, JavaServer server) {
    this.process = process;
    this.server = server;
  }

  /// How a worker is to run.
  ///
  /// @param jvm options for its JVM, such as the size of its heap
  /// @param threads stream threads
  /// @param pullAbove followers above which an author is pulled, or `none`
  public record Settings(List<String> jvm, int threads, String pullAbove) {
    public Settings {
      jvm = List.copyOf(jvm);
    }
  }

  /// Starts it and waits until it is ready.
  ///
  /// @param folder for its configuration, its log and its state
  /// @param kafka bootstrap servers; the topics must be there
  /// @param redis `redis://host:port`
  public static FanoutAlone start(Path folder, String kafka, String redis, Settings settings) {
    ServiceProcess process = ServiceProcess.of(Service.FANOUT, folder);
    var options = new ArrayList<>(settings.jvm());
    options.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    JavaServer server =
        process.start(
            Map.of(
                "kafka",
                kafka,
                "redis",
                redis,
                "publicUrl",
                "http://127.0.0.1:" + process.port(),
                "threads",
                Integer.toString(settings.threads()),
                "largeAuthors",
                "largeAuthors: {threshold: %s}".formatted(settings.pullAbove())),
            options);
    return new FanoutAlone(process, server);
  }

  /// Scheme, host and port of its metrics.
  public String admin() {
    return process.admin();
  }

  public long pid() {
    return server.pid();
  }

  /// Holds the process up, as it is.
  public void pause() {
    server.pause();
  }

  /// Lets it go on after [#pause()].
  public void resume() {
    server.resume();
  }

  @Override
  public void close() {
    server.close();
  }
}
