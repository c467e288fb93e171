package io.rivulet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisCommandExecutionException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.servers.TestServers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandTimesIT {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Redis redis = Redis.timed(RedisSettings.of(TestServers.redis()), meters);

  @AfterEach
  void close() {
    redis.close();
  }

  private long count(String keyspace) {
    var timer = meters.find("rivulet.redis.command").tag("keyspace", keyspace).timer();
    return timer == null ? 0 : timer.count();
  }

  @Test
  void commandsAreTimedByTheKeyspaceOfTheirFirstKey() {
    redis.await(redis.commands().set(Keyspace.post(7), new byte[] {1}));
    redis.await(redis.commands().mget(Keyspace.post(7), Keyspace.tally(7)));
    redis.await(redis.commands().get("elsewhere".getBytes(UTF_8)));
    redis.await(redis.commands().del(Keyspace.post(7)));
    // It is told of an answer after whoever waits for it is.
    await().untilAsserted(() -> assertThat(count("post")).isEqualTo(3));
    assertThat(count("tally")).isZero();
    await().untilAsserted(() -> assertThat(count(Keyspace.OTHER)).isEqualTo(1));
    assertThat(
            meters
                .get("rivulet.redis.command")
                .tag("keyspace", "post")
                .timer()
                .totalTime(TimeUnit.SECONDS))
        .isBetween(1e-6, 10.0);
  }

  @Test
  void whatFailsIsTimedToo() {
    redis.await(redis.commands().set(Keyspace.home(7), new byte[] {1}));
    assertThatThrownBy(() -> redis.await(redis.commands().hgetall(Keyspace.home(7))))
        .isInstanceOf(RedisCommandExecutionException.class);
    await().untilAsserted(() -> assertThat(count("home")).isEqualTo(2));
    redis.await(redis.commands().del(Keyspace.home(7)));
  }
}
