package io.rivulet.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.rivulet.contract.Contract;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// feed-ingest with the configuration file it is shipped with, on any ports.
final class RunningIngest implements AutoCloseable {
  private static final AtomicInteger names = new AtomicInteger();

  private final DropwizardTestSupport<IngestConfiguration> service;
  private final TokenSigner signer;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path media;

  /// An answer, its body as JSON.
  record Answer(int status, JsonNode body, HttpResponse<String> response) {
    String id() {
      return body.path("id").asText();
    }

    String error() {
      return body.path("error").asText();
    }
  }

  RunningIngest(String kafka, String redis, int consumers) {
    this(kafka, redis, consumers, Map.of());
  }

  /// With more settings, or others than those of most tests. Of two overrides of one setting either
  /// may win.
  RunningIngest(String kafka, String redis, int consumers, Map<String, String> more) {
    try {
      Path folder = Files.createTempDirectory("ingest-test");
      TokenSettings tokens =
          new TokenSettings(
              folder.resolve("keys.json"), "rivulet", "rivulet", Duration.ofSeconds(5));
      signer = TokenSigner.open(folder.resolve("secret.json"), tokens, Clock.systemUTC());
      media = folder.resolve("media");
      Map<String, String> settings = new HashMap<>();
      settings.put("kafka", kafka);
      settings.put("submissions.patience", "PT1S");
      settings.put("limits.enabled", "false");
      settings.put("coldPosts.enabled", "false");
      settings.put("media.folder", media.toString());
      settings.put("redis.uri", redis);
      settings.put("tokens.keys", tokens.keys().toString());
      settings.put("submissions.consumers", Integer.toString(consumers));
      settings.put("server.applicationConnectors[0].port", "0");
      settings.put("server.adminConnectors[0].port", "0");
      settings.putAll(more);
      service =
          new DropwizardTestSupport<>(
              IngestApplication.class,
              "config/ingest.yml",
              settings.entrySet().stream()
                  .map(setting -> ConfigOverride.config(setting.getKey(), setting.getValue()))
                  .toArray(ConfigOverride[]::new));
      service.before();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    service.after();
  }

  String token(long account, String... scopes) {
    return signer.sign(account, Set.of(scopes), Duration.ofMinutes(10));
  }

  /// A new account with a name of its own; its id.
  long account() throws Exception {
    return account(newName());
  }

  static String newName() {
    return "u" + System.nanoTime() + "_" + names.incrementAndGet();
  }

  long account(String username) throws Exception {
    Answer created =
        send("POST", "/api/v1/accounts", token(1, "admin"), "{\"username\":\"" + username + "\"}");
    if (created.status() != 200) {
      throw new IllegalStateException(created.toString());
    }
    return Long.parseLong(created.id());
  }

  /// As `account` with all rights.
  Answer as(long account, String method, String path, String json) throws Exception {
    return send(method, path, token(account, "read", "write", "follow"), json);
  }

  /// As `account` with all rights, its parameters as a form.
  Answer form(long account, String method, String path, String parameters) throws Exception {
    return send(
        request(path, token(account, "write", "follow"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, BodyPublishers.ofString(parameters)));
  }

  /// As `account` with all rights, with files.
  Answer multipart(long account, String method, String path, byte[] body) throws Exception {
    return send(
        request(path, token(account, "write"))
            .header("Content-Type", Multipart.TYPE)
            .method(method, BodyPublishers.ofByteArray(body)));
  }

  /// What anybody is served.
  HttpResponse<byte[]> file(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  int port() {
    return service.getLocalPort();
  }

  /// The folder of uploads.
  Path media() {
    return media;
  }

  /// What `account` does towards another: `follow`, `block`, ….
  Answer relate(long account, String act, long other, String json) throws Exception {
    return as(account, "POST", "/api/v1/accounts/" + other + "/" + act, json);
  }

  Answer relate(long account, String act, long other) throws Exception {
    return relate(account, act, other, "");
  }

  /// A new account that wants to approve its followers.
  long lockedAccount() throws Exception {
    Answer created =
        send(
            "POST",
            "/api/v1/accounts",
            token(1, "admin"),
            "{\"username\":\"" + newName() + "\",\"locked\":true}");
    return Long.parseLong(created.id());
  }

  Answer publish(long author, String text) throws Exception {
    return as(author, "POST", "/api/v1/statuses", "{\"status\":\"" + text + "\"}");
  }

  Answer publishWithKey(long author, String text, String key) throws Exception {
    return send(
        request("/api/v1/statuses", token(author, "write"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString("{\"status\":\"" + text + "\"}")));
  }

  Answer send(String method, String path, String token, String json) throws Exception {
    return send(
        request(path, token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  String admin(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + service.getAdminPort() + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  /// A request to the admin port.
  HttpResponse<String> admin(HttpRequest.Builder request, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + service.getAdminPort() + path);
    return http.send(request.uri(uri).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.getLocalPort() + path))
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    Contract.check(response, response.body());
    JsonNode body =
        Optional.of(response.body())
            .filter(text -> !text.isEmpty())
            .map(RunningIngest::json)
            .orElseThrow();
    return new Answer(response.statusCode(), body, response);
  }

  static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
