package io.rivulet.servers;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// One Kafka and one Redis for all tests of this JVM, each started when first asked for and stopped
/// when the JVM ends.
///
/// Where they come from, first match: environment `FEED_TEST_KAFKA` (bootstrap servers) and
/// `FEED_TEST_REDIS` (URI or `host:port`) for servers that run already; system property
/// `feed.test.servers=containers` (Maven profile `containers`); else child processes.
///
/// Topics and keys are the tests' own affair: they name topics uniquely, and may flush Redis, which
/// belongs to this JVM alone, unless `FEED_TEST_REDIS` names one that does not.
public final class TestServers {
  private static @Nullable TestServer kafka;
  private static @Nullable TestServer redis;

  private TestServers() {}

  /// Bootstrap servers.
  public static synchronized String kafka() {
    if (kafka == null) {
      kafka =
          stoppedAtExit(chosen("FEED_TEST_KAFKA", System.getenv(), System.getProperties()).kafka());
    }
    return kafka.address();
  }

  /// `redis://host:port`
  public static synchronized String redis() {
    if (redis == null) {
      redis =
          stoppedAtExit(chosen("FEED_TEST_REDIS", System.getenv(), System.getProperties()).redis());
    }
    return redis.address();
  }

  static ServerProvider chosen(
      String variable, Map<String, String> environment, Properties properties) {
    Optional<String> address =
        Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank());
    if (address.isPresent()) {
      return new RunningServers(address.get());
    }
    return switch (properties.getProperty("feed.test.servers", "local")) {
      case "local" -> new ProcessServers();
      case "containers" -> new ContainerServers();
      case String mode ->
          throw new ServerException(
              "feed.test.servers: expected local or containers, found " + mode);
    };
  }

  private static TestServer stoppedAtExit(TestServer server) {
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-test-server"));
    return server;
  }
}
