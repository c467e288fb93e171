package io.rivulet.local.login;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The registered applications, each a file in a folder, so that they outlive a restart.
///
/// Anybody may register one, and web clients do at every login. So there are 10,000 at most: each
/// more takes the place of the oldest, whose users have to log in anew.
final class ClientApps {
  private static final Logger logger = LoggerFactory.getLogger(ClientApps.class);
  private static final int MOST = 10_000;
  private static final String ENDING = ".json";
  private static final ObjectMapper json = new JsonMapper();

  private final Path folder;
  private final Clock clock;
  private final Map<String, ClientApp> byClientId = new ConcurrentHashMap<>();
  private long lastId;

  /// An application and its secret, which is not to be had again.
  record Registered(ClientApp app, String secret) {}

  private ClientApps(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// Reads those that are there. A file that cannot be read is told and passed over.
  static ClientApps open(Path folder, Clock clock) {
    ClientApps apps = new ClientApps(folder, clock);
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(ENDING)).forEach(apps::read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("applications cannot be kept in " + folder, e);
    }
    return apps;
  }

  private void read(Path file) {
    try {
      ClientApp app = json.readValue(file.toFile(), ClientApp.class);
      byClientId.put(app.clientId(), app);
      lastId = Math.max(lastId, app.id());
    } catch (IOException e) {
      logger.error("application cannot be read: {}", file, e);
    }
  }

  Optional<ClientApp> find(String clientId) {
    return Optional.ofNullable(byClientId.get(clientId));
  }

  /// Registers an application whose values were checked.
  synchronized Registered register(
      String name, @Nullable String website, List<String> redirectUris, Set<String> scopes) {
    lastId = Math.max(lastId + 1, clock.millis());
    String secret = Secrets.make();
    ClientApp app =
        new ClientApp(
            lastId, Secrets.make(), Secrets.sha256(secret), name, website, redirectUris, scopes);
    write(app);
    byClientId.put(app.clientId(), app);
    while (byClientId.size() > MOST) {
      forget(
          byClientId.values().stream().min(Comparator.comparingLong(ClientApp::id)).orElseThrow());
    }
    return new Registered(app, secret);
  }

  private void write(ClientApp app) {
    try {
      Path incomplete = Files.createTempFile(folder, "app", ".new");
      Files.write(incomplete, json.writeValueAsBytes(app));
      Files.move(incomplete, file(app), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("an application cannot be kept", e);
    }
  }

  private void forget(ClientApp app) {
    byClientId.remove(app.clientId());
    try {
      Files.deleteIfExists(file(app));
    } catch (IOException e) {
      logger.error("application cannot be removed: {}", file(app), e);
    }
  }

  private Path file(ClientApp app) {
    return folder.resolve(app.clientId() + ENDING);
  }
}
