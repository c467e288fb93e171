package io.rivulet.e2e.runbook;

import io.rivulet.local.LocalTokens;
import io.rivulet.reader.ReaderApplication;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.servers.ServiceServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A second reader of the same Prometheus, as it is shipped, limits and all, that reaches a Redis
/// of its own: what happens to it happens to it alone.
final class OtherReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String CONFIGURATION = "../../feed-reader/config/reader.yml";

  private final RedisServer redis;
  private final ServiceServer reader;
  private final Path targets;

  OtherReader(Path folder, Path data) throws IOException {
    redis = RedisServer.start(ServerSettings.ephemeral());
    reader =
        ServiceServer.start(
            new ServiceServer.Program(
                "Other-reader",
                ReaderApplication.class.getName(),
                CONFIGURATION,
                Map.of(
                    "redis.uri", redis.uri(),
                    "tokens.keys", LocalTokens.publicKeys(data).toString(),
                    "coldPosts.enabled", "false"),
                List.of()),
            Files.createDirectories(folder.resolve("other-reader")),
            PATIENCE);
    targets = data.resolve("targets-other.json");
    Files.writeString(
        targets,
        "[{\"targets\": [\"%s\"], \"labels\": {\"job\": \"feed-reader\"}}]".formatted(name()));
  }

  /// What Prometheus calls it.
  String name() {
    return "127.0.0.1:" + reader.adminPort();
  }

  /// The Redis that it alone has.
  RedisServer redis() {
    return redis;
  }

  /// Asks for a home timeline. It waits for what its Redis does not have.
  HttpResponse<String> home(String token) {
    return get(token, "/api/v1/timelines/home");
  }

  /// Asks for what needs no Redis.
  HttpResponse<String> instance(String token) {
    return get(token, "/api/v2/instance");
  }

  private HttpResponse<String> get(String token, String path) {
    return reader.send(reader.request(path).header("Authorization", "Bearer " + token));
  }

  @Override
  public void close() {
    try {
      Files.delete(targets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      reader.close();
      redis.close();
    }
  }
}
