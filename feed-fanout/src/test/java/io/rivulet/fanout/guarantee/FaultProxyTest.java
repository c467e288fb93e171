package io.rivulet.fanout.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisFuture;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.redis.RedisUnavailableException;
import io.rivulet.servers.TestServers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
  private final FaultProxy proxy = FaultProxy.to(URI.create(TestServers.redis()).getPort());
  private final Redis direct = new Redis(RedisSettings.of(TestServers.redis()));
  private final Redis proxied = new Redis(RedisSettings.of(proxy.uri()));

  @BeforeEach
  void empty() {
    direct.await(direct.commands().flushall());
    proxied.check();
  }

  @AfterEach
  void close() {
    proxied.close();
    direct.close();
    proxy.close();
  }

  @Test
  void heldRequestsAreSeenByRedisWhenTheyAreReleased() throws Exception {
    proxy.holdRequests();
    RedisFuture<Long> first = proxied.commands().incr(key());
    RedisFuture<Long> second = proxied.commands().incr(key());
    await().until(() -> proxy.requestsHeld() == 2);
    assertThat(direct.await(direct.commands().exists(key()))).isZero();

    proxy.open();
    assertThat(proxied.await(first)).isEqualTo(1);
    assertThat(proxied.await(second)).isEqualTo(2);
    // Counted when it is through with them, which Redis may answer before.
    await().until(() -> proxy.requestsHeld() == 0);
  }

  @Test
  void heldAnswersAreOfRequestsThatRedisCarriedOut() {
    proxy.holdAnswers();
    RedisFuture<Long> first = proxied.commands().incr(key());
    RedisFuture<Long> second = proxied.commands().incr(key());
    await().until(() -> proxy.answersHeld() == 2);
    assertThat(direct.await(direct.commands().get(key()))).asString().isEqualTo("2");
    assertThat(first.isDone()).isFalse();

    proxy.open();
    assertThat(proxied.await(second)).isEqualTo(2);
  }

  @Test
  void holdingBeginsWithTheRequestThatIsWaitedFor() {
    proxy.holdRequestsFrom("counter");
    assertThat(proxied.await(proxied.commands().ping())).isEqualTo("PONG");
    RedisFuture<Long> held = proxied.commands().incr(key());
    await().until(proxy::triggered);
    assertThat(direct.await(direct.commands().exists(key()))).isZero();
    assertThat(held.isDone()).isFalse();
  }

  @Test
  void whatIsHeldWhenConnectionsAreCutIsLost() {
    proxy.holdRequests();
    RedisFuture<Long> lost = proxied.commands().incr(key());
    await().until(() -> proxy.requestsHeld() == 1);
    proxy.cut();
    assertThatThrownBy(() -> proxied.await(lost)).isInstanceOf(RedisUnavailableException.class);
    assertThatThrownBy(proxied::check).isInstanceOf(RedisUnavailableException.class);

    proxy.open();
    await()
        .ignoreException(RedisUnavailableException.class)
        .untilAsserted(
            () -> assertThat(proxied.await(proxied.commands().incr(key()))).isEqualTo(1));
  }

  @Test
  void delayedAnswersComeLateAndInOrder() {
    proxy.delayAnswers(Duration.ofMillis(200));
    long begun = System.nanoTime();
    RedisFuture<Long> first = proxied.commands().incr(key());
    assertThat(proxied.await(proxied.commands().incr(key()))).isEqualTo(2);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(190));
    assertThat(first.isDone()).isTrue();
  }

  @Test
  void framesAreCountedHoweverTheyAreCut() {
    byte[] stream =
        "*2\r\n$3\r\nGET\r\n$1\r\nk\r\n$-1\r\n%1\r\n+a\r\n*2\r\n:1\r\n:2\r\n*0\r\n"
            .getBytes(StandardCharsets.UTF_8);
    RespFrames byByte = new RespFrames();
    int count = 0;
    for (byte one : stream) {
      count += byByte.count(new byte[] {one}, 1);
    }
    assertThat(count).isEqualTo(4);
    assertThat(new RespFrames().count(stream, stream.length)).isEqualTo(4);
  }

  private static byte[] key() {
    return "counter".getBytes(StandardCharsets.UTF_8);
  }
}
