package io.rivulet.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// A service of this class path as it runs in production: a process of its own, with the
/// configuration that is shipped, some of it overridden, and a heap of 256 MB; looked at through
/// its admin port.
public final class ServiceServer implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final int port = LoopbackPort.free();
  private final int admin = LoopbackPort.free();
  private final Duration patience;
  private final Path log;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JavaServer server;
  private double mostHeld;
  private double mostLongLived;

  /// What is started.
  ///
  /// @param name in messages and, in lower case, of its log
  /// @param mainClass of the service
  /// @param configuration the file that is shipped
  /// @param settings what to override, named by their path in the configuration
  /// @param jvm options besides those of the heap
  public record Program(
      String name,
      String mainClass,
      String configuration,
      Map<String, String> settings,
      List<String> jvm) {
    public Program {
      settings = Map.copyOf(settings);
      jvm = List.copyOf(jvm);
    }
  }

  private ServiceServer(Program program, Path folder, Duration patience) {
    this.patience = patience;
    this.log = folder.resolve(program.name().toLowerCase(Locale.ROOT) + ".log");
    this.server = JavaServer.start(program.name(), admin, folder, program(program), this::answers);
  }

  /// Starts it and waits until it answers.
  ///
  /// @param folder for its log
  /// @param patience with each of its answers
  /// @throws ServerException if it cannot run
  public static ServiceServer start(Program program, Path folder, Duration patience) {
    return new ServiceServer(program, folder, patience);
  }

  private JavaProgram program(Program program) {
    Map<String, String> all = new TreeMap<>(program.settings());
    all.put("server.applicationConnectors[0].port", Integer.toString(port));
    all.put("server.adminConnectors[0].port", Integer.toString(admin));
    List<String> options = new ArrayList<>(program.jvm());
    options.addAll(List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError"));
    all.forEach((name, value) -> options.add("-Ddw." + name + "=" + value));
    return new JavaProgram(
        options,
        System.getProperty("java.class.path"),
        program.mainClass(),
        List.of("server", program.configuration()),
        () -> {});
  }

  private boolean answers() {
    try {
      return admin("/ping").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /// The process, to be stopped and started again.
  public JavaServer process() {
    return server;
  }

  /// Of its API.
  public int port() {
    return port;
  }

  /// Of its metrics.
  public int adminPort() {
    return admin;
  }

  public boolean isRunning() {
    return server.isRunning();
  }

  /// A request to its API.
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  /// What its admin port answers.
  public HttpResponse<String> admin(String path) {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + path)));
  }

  /// Sends a request.
  ///
  /// @throws UncheckedIOException if there is no answer in time
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(patience).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A metric by its name in Prometheus, summed over its labels.
  public double metric(String name) {
    return sum(name + " ") + sum(name + "{");
  }

  /// The metrics whose lines begin so.
  public double sum(String beginning) {
    return admin("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(beginning))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /// Waits until something is reached, looking at its heap meanwhile. A busy one may answer late,
  /// but has to live.
  ///
  /// @throws ServerException if it ends, with its log, or if that takes longer than `bound`
  public void until(Duration bound, BooleanSupplier reached) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!isReached(reached)) {
      if (!isRunning()) {
        throw new ServerException("ended: " + log());
      }
      if (System.nanoTime() > deadline) {
        throw new ServerException("not reached within " + bound);
      }
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServerException("interrupted while a service is watched", e);
      }
    }
  }

  private boolean isReached(BooleanSupplier reached) {
    try {
      mostHeld = Math.max(mostHeld, sum("jvm_memory_used_bytes{area=\"heap\",id=\"Tenured Gen\""));
      mostLongLived = Math.max(mostLongLived, metric("jvm_gc_live_data_size_bytes"));
      return reached.getAsBoolean();
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /// What was seen of its heap by [#until]: the most that its old generation held, rubbish
  /// included, and the most that a collection of it left.
  public String heapSeen() {
    return "old generation %.0f MB at most, %.0f MB of them after its collection"
        .formatted(mostHeld / 1e6, mostLongLived / 1e6);
  }

  /// All it has logged, over all its runs.
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    http.close();
  }
}
