package io.rivulet.ingest;

import io.rivulet.servers.JavaProgram;
import io.rivulet.servers.JavaServer;
import io.rivulet.servers.LoopbackPort;
import io.rivulet.service.TokenSettings;
import io.rivulet.service.TokenSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A feed-ingest as it runs in production: a process of its own, with the configuration that is
/// shipped and a heap of 256 MB.
final class IngestProcess implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final int port = LoopbackPort.free();
  private final int admin = LoopbackPort.free();
  private final Path folder;
  private final TokenSigner signer;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JavaServer server;

  private IngestProcess(Path folder, Map<String, String> settings) {
    this.folder = folder;
    TokenSettings tokens =
        new TokenSettings(folder.resolve("keys.json"), "rivulet", "rivulet", Duration.ofSeconds(5));
    this.signer = TokenSigner.open(folder.resolve("secret.json"), tokens, Clock.systemUTC());
    Map<String, String> all = new TreeMap<>(settings);
    all.put("tokens.keys", tokens.keys().toString());
    this.server = JavaServer.start("Ingest", admin, folder, program(all), this::answers);
  }

  /// Starts it.
  ///
  /// @param folder for its log, keys and uploads
  /// @param settings what to override, named by their path in the configuration
  static IngestProcess start(Path folder, Map<String, String> settings) {
    return new IngestProcess(folder, settings);
  }

  private JavaProgram program(Map<String, String> all) {
    all.put("limits.enabled", "false");
    all.put("coldPosts.enabled", "false");
    all.put("media.folder", folder.resolve("media").toString());
    all.put("server.applicationConnectors[0].port", Integer.toString(port));
    all.put("server.adminConnectors[0].port", Integer.toString(admin));
    List<String> options =
        new ArrayList<>(List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC"));
    all.forEach((name, value) -> options.add("-Ddw." + name + "=" + value));
    return new JavaProgram(
        options,
        System.getProperty("java.class.path"),
        IngestApplication.class.getName(),
        List.of("server", "config/ingest.yml"),
        () -> {});
  }

  private boolean answers() {
    try {
      return admin("/ping").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  boolean isRunning() {
    return server.isRunning();
  }

  HttpResponse<String> admin(String path) {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + path)));
  }

  /// A metric by the beginning of its line in Prometheus.
  double metric(String name) {
    return admin("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /// Bytes that live long, and rubbish among them that was not collected yet.
  double oldGeneration() {
    return metric("jvm_memory_used_bytes{area=\"heap\",id=\"Tenured Gen\"");
  }

  String token(long account, String... scopes) {
    return signer.sign(account, Set.of(scopes), Duration.ofMinutes(30));
  }

  /// A POST of JSON.
  ///
  /// @param headers names and values
  HttpResponse<String> post(String path, String token, String json, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(ANSWER).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String log() {
    try {
      return Files.readString(folder.resolve("ingest.log"));
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
