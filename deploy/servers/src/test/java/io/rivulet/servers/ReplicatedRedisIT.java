package io.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplicatedRedisIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration NO_FAIL_OVER = Duration.ofSeconds(30);
  private static final List<ServerHost> HOSTS =
      IntStream.range(0, 3).mapToObj(i -> ServerHost.loopback("host-" + i)).toList();

  @TempDir private Path folder;

  @Test
  void aReplicaTakesThePlaceOfAPrimaryThatIsKilledWhichComesBackAsAReplica() {
    try (var redis = ReplicatedRedis.start(HOSTS, folder, TIMEOUT)) {
      assertThat(redis.isWell()).isTrue();
      HostedServer killed = redis.primaries().getFirst();
      killed.kill();
      assertThat(redis.isWell()).isFalse();
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(redis.primaries()).hasSize(3).doesNotContain(killed));
      killed.launch(Map.of());
      await().atMost(SOON).until(redis::isWell);
      assertThat(redis.replicas()).contains(killed);
    }
  }

  @Test
  void aNodeKeepsItsDataAtAKillAndLosesItWhenItIsWiped() throws IOException {
    try (var redis = ReplicatedRedis.start(HOSTS, folder, NO_FAIL_OVER)) {
      HostedServer primary = redis.primaries().getFirst();
      String uri = redis.uri().split(",", -1)[0];
      // Its slot is one of the first primary's.
      assertThat(RedisConversation.ask(uri, "SET {06S}:name value")).isEqualTo("OK");
      primary.kill();
      primary.launch(Map.of());
      await().atMost(SOON).until(redis::isWell);
      assertThat(RedisConversation.ask(uri, "GET {06S}:name")).isEqualTo("value");
      primary.kill();
      ReplicatedRedis.wipe(primary);
      primary.launch(Map.of());
      await().atMost(SOON).until(redis::isWell);
      assertThat(RedisConversation.ask(uri, "GET {06S}:name")).isEqualTo("-1");
      assertThat(redis.primaries()).contains(primary);
    }
  }
}
