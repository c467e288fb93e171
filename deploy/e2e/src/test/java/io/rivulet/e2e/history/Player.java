package io.rivulet.e2e.history;

import io.rivulet.fanout.flow.Retries;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Plays histories, each in an empty world, and makes those that fail small.
final class Player implements AutoCloseable {
  private static final Duration SHRINKING = Duration.ofSeconds(60);

  private final Redis redis;
  private final Retries retries = new Retries();

  /// @param database of the Redis of this JVM, so that several may play at the same time
  Player(int database) {
    redis = new Redis(RedisSettings.of(TestServers.redis() + "/" + database));
  }

  /// Plays a history.
  ///
  /// @return what was served whenever everything was quiet
  List<String> play(History history) {
    redis.await(redis.commands().flushdb());
    try (World world = new World(history, redis, retries)) {
      return world.play();
    }
  }

  /// Checks something of a history and, should it fail, of smaller ones.
  ///
  /// @throws AssertionError with the smallest that fails
  void check(String name, History history, Consumer<History> check) {
    if (failure(history, check) == null) {
      return;
    }
    History smallest =
        new Shrinker(smaller -> failure(smaller, check) != null, SHRINKING).shrink(history);
    Throwable failure = failure(smallest, check);
    throw new AssertionError(
        "%s, made small from %d to %d steps:%n%s%n"
            .formatted(name, history.steps().size(), smallest.steps().size(), smallest),
        failure);
  }

  private static @Nullable Throwable failure(History history, Consumer<History> check) {
    try {
      check.accept(history);
      return null;
    } catch (RuntimeException | AssertionError e) {
      return e;
    }
  }

  @Override
  public void close() {
    retries.close();
    redis.close();
  }
}
