package io.rivulet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.timeline.PackedIds;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisIT {
  @RegisterExtension static final TestRedis SERVER = new TestRedis();

  private static final byte[] KEY = {'k'};

  @Test
  void aHigherVersionReplacesALowerOneAndNeverTheOtherWayRound() {
    assertThat(put(5, 'a')).isEqualTo(1);
    assertThat(put(4, 'b')).isZero();
    assertThat(content()).isEqualTo('a');
    assertThat(put(5, 'c')).as("the same again").isEqualTo(1);
    assertThat(put(1L << 40, 'd')).isEqualTo(1);
    assertThat(put(300, 'e')).isZero();
    assertThat(content()).isEqualTo('d');
  }

  @Test
  void aValueEndsAtItsMomentAndOneThatComesAfterItsOwnEndsAtOnce() {
    long now = System.currentTimeMillis();
    assertThat(putUntil(1, now + 60_000)).isEqualTo(1);
    assertThat(timeToLive()).isBetween(1L, 60_000L);
    assertThat(putUntil(2, now - 60_000)).as("late").isEqualTo(1);
    assertThat(SERVER.get(KEY)).as("neither the late one nor what was older").isNull();
    assertThat(putUntil(4, now + 60_000)).isEqualTo(1);
    assertThat(putUntil(3, now + 90_000)).as("older").isZero();
    assertThat(timeToLive()).isBetween(1L, 60_000L);
    put(5, 'z');
    assertThat(timeToLive()).as("stays").isEqualTo(-1);
  }

  private static long timeToLive() {
    return SERVER.redis().await(SERVER.redis().commands().pttl(KEY));
  }

  private static long putUntil(long version, long endsAt) {
    byte[] value = new byte[10];
    System.arraycopy(PackedIds.pack(version), 0, value, 1, 8);
    var commands = SERVER.redis().commands();
    return SERVER.redis().await(VersionedPut.until(commands, KEY, value, 1, endsAt));
  }

  private static char content() {
    return (char) Objects.requireNonNull(SERVER.get(KEY))[9];
  }

  private static long put(long version, char content) {
    byte[] value = new byte[10];
    System.arraycopy(PackedIds.pack(version), 0, value, 1, 8);
    value[9] = (byte) content;
    return SERVER.redis().await(VersionedPut.call(SERVER.redis().commands(), KEY, value, 1));
  }

  @Test
  void aScriptThatRedisHasForgottenIsSentAgain() {
    put(1, 'a');
    SERVER.redis().await(SERVER.redis().commands().scriptFlush());
    assertThat(put(2, 'b')).isEqualTo(1);
  }

  @Test
  void aScriptsErrorIsItsOwnAndNotTakenForAnOutage() {
    var call =
        SERVER
            .redis()
            .commands()
            .eval("return redis.error_reply('FENCED x')", ScriptOutputType.INTEGER, KEY);
    assertThatThrownBy(() -> SERVER.redis().await(call))
        .hasMessageContaining("FENCED x")
        .satisfies(e -> assertThat(Redis.isTransient(e)).isFalse());
  }

  @Test
  void whatAUserMayNotUseIsToldInTheWordsOfRedis() {
    try (RedisServer alone = RedisServer.start(ServerSettings.ephemeral());
        RedisClient admin = RedisClient.create(alone.uri());
        var connection = admin.connect()) {
      connection.sync().aclSetuser("guest", AclSetuserArgs.Builder.on().addPassword("hush-hush"));
      try (Redis guest =
          new Redis(RedisSettings.of(alone.uri().replace("//", "//guest:hush-hush@")))) {
        assertThatThrownBy(guest::check)
            .isInstanceOf(RedisUnavailableException.class)
            .hasMessageContaining("NOPERM")
            .hasMessageContaining("info")
            .hasMessageNotContaining("hush-hush");
      }
    }
  }

  @Test
  void aRedisThatIsAwayFailsQuicklyAndIsFoundAgainWhenItIsBack() {
    try (RedisServer server = RedisServer.start(ServerSettings.ephemeral());
        Redis redis =
            new Redis(
                new RedisSettings(server.uri(), Duration.ofMillis(500), Duration.ofMillis(500)))) {
      redis.check();
      server.kill();
      long start = System.nanoTime();
      assertThatThrownBy(redis::check).isInstanceOf(RedisUnavailableException.class);
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(3_000);
      server.restart();
      Awaitility.await()
          .atMost(Duration.ofSeconds(15))
          .ignoreExceptions()
          .untilAsserted(redis::check);
    }
  }

  @Test
  void aRedisThatWasNeverThereIsNamedWithoutItsPassword() {
    try (Redis redis =
        new Redis(
            new RedisSettings(
                "redis://:secret@127.0.0.1:1", Duration.ofMillis(300), Duration.ofMillis(300)))) {
      assertThatThrownBy(redis::check)
          .isInstanceOf(RedisUnavailableException.class)
          .hasMessageContaining("127.0.0.1:1")
          .hasMessageNotContaining("secret");
    }
  }
}
