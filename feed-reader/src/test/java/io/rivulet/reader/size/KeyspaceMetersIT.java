package io.rivulet.reader.size;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyspaceMetersIT {
  private final Redis redis = new Redis(RedisSettings.of(TestServers.redis()));

  @BeforeEach
  void empty() {
    redis.await(redis.commands().flushall());
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void gaugesShowWhatTheLastLookFoundAndForgetWhatIsGone() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (KeyspaceMeters meters = new KeyspaceMeters(redis, registry)) {
      set(Keyspace.home(1), new byte[100]);
      meters.look();
      assertThat(gauge(registry, "rivulet.redis.keyspace.keys", "home")).isEqualTo(1);
      assertThat(gauge(registry, "rivulet.redis.keyspace.bytes", "home")).isGreaterThan(100);
      assertThat(registry.get("rivulet.redis.memory.bytes").gauge().value()).isPositive();
      redis.await(redis.commands().del(Keyspace.home(1)));
      set(Keyspace.post(1), new byte[100]);
      meters.look();
      assertThat(registry.find("rivulet.redis.keyspace.keys").tag("keyspace", "home").gauge())
          .isNull();
      assertThat(gauge(registry, "rivulet.redis.keyspace.keys", "post")).isEqualTo(1);
    }
  }

  private void set(byte[] key, byte[] value) {
    redis.await(redis.commands().set(key, value));
  }

  private static double gauge(SimpleMeterRegistry registry, String name, String keyspace) {
    return registry.get(name).tag("keyspace", keyspace).gauge().value();
  }
}
