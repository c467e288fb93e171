package io.rivulet.reader;

import io.rivulet.servers.JavaProgram;
import io.rivulet.servers.JavaServer;
import io.rivulet.servers.LoopbackPort;
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
import java.util.Map;
import java.util.TreeMap;

/// A reader as it runs in production: a process of its own, with the configuration that is shipped
/// and a heap of 256 MB.
final class ReaderProcess implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final int port = LoopbackPort.free();
  private final int admin = LoopbackPort.free();
  private final Path folder;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JavaServer server;

  private ReaderProcess(Path folder, Map<String, String> settings) {
    this.folder = folder;
    this.server = JavaServer.start("Reader", admin, folder, program(settings), this::answers);
  }

  /// Starts a reader.
  ///
  /// @param folder for its log
  /// @param settings what to override, named by their path in the configuration
  static ReaderProcess start(Path folder, Map<String, String> settings) {
    return new ReaderProcess(folder, settings);
  }

  private JavaProgram program(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("tokens.keys", Client.keys().toString());
    all.put("limits.enabled", "false");
    all.put("coldPosts.enabled", "false");
    all.put("server.applicationConnectors[0].port", Integer.toString(port));
    all.put("server.adminConnectors[0].port", Integer.toString(admin));
    List<String> options =
        new ArrayList<>(List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC"));
    all.forEach((name, value) -> options.add("-Ddw." + name + "=" + value));
    return new JavaProgram(
        options,
        System.getProperty("java.class.path"),
        ReaderApplication.class.getName(),
        List.of("server", "config/reader.yml"),
        () -> {});
  }

  private boolean answers() {
    try {
      return admin("/ping").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  boolean isRunning() {
    return server.isRunning();
  }

  HttpResponse<String> admin(String path) {
    return get(admin, path, "");
  }

  /// As an account; the path is in the API.
  HttpResponse<String> get(String path, long account) {
    return get(port, path, "Bearer " + Client.token(account, "read"));
  }

  private HttpResponse<String> get(int at, String path, String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path)).timeout(ANSWER);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A metric by its name in Prometheus, summed over its labels.
  double metric(String name) {
    return sum(name + " ") + sum(name + "{");
  }

  /// Whether what does not answer is not asked.
  boolean breakerOpen(String of) {
    return sum("rivulet_breaker_open{of=\"" + of + "\"") > 0;
  }

  /// Bytes that live long, and rubbish among them that was not collected yet.
  double oldGeneration() {
    return sum("jvm_memory_used_bytes{area=\"heap\",id=\"Tenured Gen\"");
  }

  private double sum(String beginning) {
    return admin("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(beginning))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  String log() {
    try {
      return Files.readString(folder.resolve("reader.log"));
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
