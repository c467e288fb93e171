package io.rivulet.e2e.runbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.e2e.Installed;
import io.rivulet.servers.HostedServer;
import io.rivulet.servers.LoopbackPort;
import io.rivulet.servers.ServerHost;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A Prometheus of one's own, with the project's rules made shorter ([ShortRules]).
final class Prometheus implements AutoCloseable {
  private static final Duration START_BOUND = Duration.ofSeconds(60);
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(BOUND).build();
  private final int port = LoopbackPort.free();
  private final HostedServer server;

  private record Program(Path program, int port) implements HostedServer.Program {
    @Override
    public List<String> command(Path folder) {
      return List.of(
          program.toString(),
          "--config.file=" + folder.resolve("prometheus.yml"),
          "--storage.tsdb.path=" + folder.resolve("data"),
          "--web.listen-address=127.0.0.1:" + port);
    }

    @Override
    public boolean answers() {
      return LoopbackPort.accepts(port);
    }
  }

  /// Starts it.
  ///
  /// @param folder for its configuration and data
  /// @param targets a glob of files that say where services are
  Prometheus(Path folder, String targets, ShortRules rules) throws IOException {
    Path program = Installed.program("prometheus", "prometheus");
    rules.write(folder, targets);
    server =
        new HostedServer(
            "prometheus", ServerHost.loopback("here"), folder, new Program(program, port));
    server.launch(Map.of());
    server.awaitAnswer(START_BOUND);
  }

  /// What one series tells.
  record Sample(Map<String, String> labels, double value) {
    Sample {
      labels = Map.copyOf(labels);
    }
  }

  /// What a query tells now.
  ///
  /// @throws AssertionError if it is answered by an error
  List<Sample> query(String query) {
    JsonNode answer =
        ask("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError(query + ": " + answer);
    }
    List<Sample> samples = new ArrayList<>();
    for (JsonNode one : answer.path("data").path("result")) {
      Map<String, String> labels =
          JSON.convertValue(
              one.path("metric"),
              JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class));
      samples.add(new Sample(labels, one.path("value").path(1).asDouble()));
    }
    return samples;
  }

  /// The names of the alerts that fire.
  Set<String> firing() {
    Set<String> names = new TreeSet<>();
    for (JsonNode alert : ask("/api/v1/alerts").path("data").path("alerts")) {
      if (alert.path("state").asText().equals("firing")) {
        names.add(alert.path("labels").path("alertname").asText());
      }
    }
    return names;
  }

  /// How its rules are: none may have failed.
  List<String> failedRules() {
    List<String> failed = new ArrayList<>();
    for (JsonNode group : ask("/api/v1/rules").path("data").path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        if (!rule.path("health").asText().equals("ok")) {
          failed.add(rule.path("name").asText() + ": " + rule.path("lastError").asText());
        }
      }
    }
    return failed;
  }

  private JsonNode ask(String path) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    try {
      return JSON.readTree(
          http.send(request.timeout(BOUND).build(), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new IllegalStateException("Prometheus does not answer " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    http.close();
  }
}
