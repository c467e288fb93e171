package io.rivulet.cli;

import io.rivulet.redis.RedisSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which Redis a command looks at, if not that of a local run.
public final class RedisOption {
  @Option(
      names = "--redis",
      paramLabel = "URI",
      description = "redis://HOST:PORT, if not that of a local run")
  private @Nullable String uri;

  @Option(names = "--redis-user", paramLabel = "NAME", description = "ACL user, with --redis")
  private @Nullable String user;

  @Option(
      names = "--redis-password",
      paramLabel = "FILE",
      description = "Holds the password of --redis-user")
  private @Nullable Path password;

  @Option(
      names = "--redis-certificates",
      paramLabel = "FILE",
      description = "Authorities (PEM) that rediss:// is trusted by, if not Java's own")
  private @Nullable Path certificates;

  /// The Redis that was named, or that of the run.
  ///
  /// @throws io.rivulet.local.LocalException if none was, and nothing runs
  public RedisSettings settings(DataOption run) {
    return uri == null
        ? run.instance().redisSettings()
        : new RedisSettings(uri, null, null, user, password, certificates);
  }
}
