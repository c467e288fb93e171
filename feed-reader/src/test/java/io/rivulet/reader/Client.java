package io.rivulet.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.rivulet.contract.Contract;
import io.rivulet.service.BearerToken;
import io.rivulet.service.RevokedTokens;
import io.rivulet.service.TokenSettings;
import io.rivulet.service.TokenSigner;
import io.rivulet.service.TokenVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A running feed-reader and a client of it that only knows HTTP.
final class Client {
  static final String PUBLIC_URL = "https://feed.example";
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");
  private static final Path folder = newFolder();
  private static final TokenSigner signer =
      TokenSigner.open(folder.resolve("secret.json"), settings(), Clock.systemUTC());
  private static final HttpClient http = HttpClient.newHttpClient();
  private static final JsonMapper json = new JsonMapper();

  private final DropwizardAppExtension<ReaderConfiguration> app;

  Client(DropwizardAppExtension<ReaderConfiguration> app) {
    this.app = app;
  }

  private static TokenSettings settings() {
    return new TokenSettings(
        folder.resolve("keys.json"),
        "rivulet",
        "rivulet",
        Duration.ofSeconds(5),
        Optional.of(folder.resolve("revoked.txt")));
  }

  /// The file of public keys by which tokens of this client are verified.
  static Path keys() {
    return folder.resolve("keys.json");
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("reader-it");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A reader that holds no bodies, so that tests see what they have just done.
  static DropwizardAppExtension<ReaderConfiguration> reader(String redis) {
    return reader(redis, Duration.ZERO, Map.of());
  }

  /// A reader that holds bodies for some time, with `more` settings beside, or in the place of, the
  /// tests' own. Dropwizard takes overrides as a set: of two for one key it is chance which counts.
  static DropwizardAppExtension<ReaderConfiguration> reader(
      String redis, Duration held, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("publicUrl", PUBLIC_URL);
    settings.put("redis.uri", redis);
    settings.put("tokens.keys", settings().keys().toString());
    settings.put("tokens.revoked", folder.resolve("revoked.txt").toString());
    settings.put("bodies.staleness", held.toString());
    settings.put("profiles.staleness", held.toString());
    settings.put("limits.enabled", "false");
    // There are no workers: what Redis does not have is nowhere.
    settings.put("coldPosts.enabled", "false");
    settings.put("logging.level", "ERROR");
    settings.put("server.applicationConnectors[0].port", "0");
    settings.put("server.adminConnectors[0].port", "0");
    settings.putAll(more);
    return new DropwizardAppExtension<>(
        ReaderApplication.class,
        "config/reader.yml",
        settings.entrySet().stream()
            .map(setting -> ConfigOverride.config(setting.getKey(), setting.getValue()))
            .toArray(ConfigOverride[]::new));
  }

  /// An answer with its JSON.
  record Answer(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    JsonNode json() {
      try {
        return json.readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    List<Long> ids() {
      List<Long> ids = new ArrayList<>();
      json().forEach(status -> ids.add(status.path("id").asLong()));
      return ids;
    }

    /// Path and query of the next page.
    Optional<String> next() {
      return header("Link")
          .map(NEXT::matcher)
          .filter(Matcher::find)
          .map(link -> link.group(1).substring(PUBLIC_URL.length()));
    }
  }

  Answer get(String path) {
    return send(path, null);
  }

  Answer get(String path, long viewer) {
    return send(path, token(viewer, "read"));
  }

  /// A home page with the sources of its entries.
  Answer sources(String path, long viewer) {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.getLocalPort() + path))
            .header("Authorization", "Bearer " + token(viewer, "read"))
            .header("Rivulet-Sources", "true")
            .build());
  }

  static String token(long account, String... scopes) {
    return signer.sign(account, Set.of(scopes), Duration.ofMinutes(5));
  }

  /// Takes a token back.
  static void revoke(String token) {
    BearerToken verified = TokenVerifier.open(settings(), Clock.systemUTC()).verify(token);
    new RevokedTokens(folder.resolve("revoked.txt"), Clock.systemUTC())
        .add(verified.id(), verified.expires());
  }

  Answer send(String path, @org.jspecify.annotations.Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.getLocalPort() + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request.build());
  }

  Answer admin(String path) {
    return exchange(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.getAdminPort() + path))
            .build());
  }

  private static Answer send(HttpRequest request) {
    Answer answer = exchange(request);
    Contract.check(answer.response(), new String(answer.response().body(), StandardCharsets.UTF_8));
    return answer;
  }

  private static Answer exchange(HttpRequest request) {
    try {
      return new Answer(http.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
