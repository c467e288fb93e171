package io.rivulet.redis;

import io.rivulet.servers.TestServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The tests' Redis, emptied before each test.
public final class TestRedis implements BeforeEachCallback, AfterAllCallback {
  private final Redis redis = new Redis(RedisSettings.of(TestServers.redis()));

  public Redis redis() {
    return redis;
  }

  /// The value of a key, or null.
  public byte @Nullable [] get(byte[] key) {
    return redis.await(redis.commands().get(key));
  }

  public void set(byte[] key, byte[] value) {
    redis.await(redis.commands().set(key, value));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    redis.await(redis.commands().flushall());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    redis.close();
  }
}
