package io.rivulet.ingest;

import io.rivulet.servers.ServiceServer;
import io.rivulet.service.TokenSettings;
import io.rivulet.service.TokenSigner;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A feed-ingest as it runs in production, and tokens that it accepts.
final class IngestProcess implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final TokenSigner signer;
  private final ServiceServer service;

  private IngestProcess(Path folder, Map<String, String> settings) {
    TokenSettings tokens =
        new TokenSettings(folder.resolve("keys.json"), "rivulet", "rivulet", Duration.ofSeconds(5));
    this.signer = TokenSigner.open(folder.resolve("secret.json"), tokens, Clock.systemUTC());
    Map<String, String> all = new TreeMap<>(settings);
    all.put("tokens.keys", tokens.keys().toString());
    all.put("limits.enabled", "false");
    all.put("coldPosts.enabled", "false");
    all.put("media.folder", folder.resolve("media").toString());
    this.service =
        ServiceServer.start(
            new ServiceServer.Program(
                "Ingest", IngestApplication.class.getName(), "config/ingest.yml", all, List.of()),
            folder,
            ANSWER);
  }

  /// Starts it.
  ///
  /// @param folder for its log, keys and uploads
  /// @param settings what to override, named by their path in the configuration
  static IngestProcess start(Path folder, Map<String, String> settings) {
    return new IngestProcess(folder, settings);
  }

  ServiceServer service() {
    return service;
  }

  String token(long account, String... scopes) {
    return signer.sign(account, Set.of(scopes), Duration.ofMinutes(30));
  }

  /// A POST of JSON.
  ///
  /// @param headers names and values
  HttpResponse<String> post(String path, String token, String json, String... headers) {
    HttpRequest.Builder request =
        service
            .request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    return service.send(headers.length == 0 ? request : request.headers(headers));
  }

  @Override
  public void close() {
    service.close();
  }
}
