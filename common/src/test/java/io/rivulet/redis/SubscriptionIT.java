package io.rivulet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.KillArgs;
import io.rivulet.servers.LoopbackPort;
import io.rivulet.servers.RedisCluster;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SubscriptionIT {
  private static final byte[] ONE = bytes("{0}:one");
  private static final byte[] OTHER = bytes("{1}:other");
  private static final byte[] THIRD = bytes("{3}:third");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// What is heard, as `channel=message`.
  private static final class Heard implements Subscription.Listener {
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger subscribed = new AtomicInteger();

    @Override
    public void subscribed(byte[] channel) {
      subscribed.incrementAndGet();
    }

    @Override
    public void heard(byte[] channel, byte[] message) {
      messages.add(text(channel) + "=" + text(message));
    }

    private static String text(byte[] bytes) {
      return new String(bytes, StandardCharsets.US_ASCII);
    }
  }

  @Test
  void whatIsPublishedToItsChannelsIsHeardAlsoAfterABreak() {
    try (RedisServer server = RedisServer.start(ServerSettings.ephemeral());
        Redis redis = new Redis(RedisSettings.of(server.uri()))) {
      Heard heard = new Heard();
      try (Subscription _ = redis.subscribe(List.of(ONE, OTHER), heard)) {
        await().until(() -> heard.subscribed.get() == 2);
        redis.await(redis.commands().spublish(ONE, bytes("a")));
        redis.await(redis.commands().spublish(THIRD, bytes("b")));
        redis.await(redis.commands().spublish(OTHER, bytes("c")));
        await().until(() -> heard.messages.size() == 2);
        // In order within a channel; those of two may overtake each other.
        assertThat(heard.messages).containsExactlyInAnyOrder("{0}:one=a", "{1}:other=c");

        redis.await(redis.commands().clientKill(KillArgs.Builder.typePubsub()));
        await().until(() -> heard.subscribed.get() == 4);
        redis.await(redis.commands().spublish(OTHER, bytes("d")));
        await().until(() -> heard.messages.contains("{1}:other=d"));
      }
      await().until(() -> redis.await(redis.commands().spublish(ONE, bytes("e"))) == 0);
    }
  }

  @Test
  void itBeginsWhenRedisComes() {
    int port = LoopbackPort.free();
    try (Redis redis = new Redis(RedisSettings.of("redis://127.0.0.1:" + port))) {
      Heard heard = new Heard();
      try (Subscription _ = redis.subscribe(List.of(ONE), heard);
          RedisServer _ = RedisServer.start(ServerSettings.ephemeral().withPort(port))) {
        await().until(() -> heard.subscribed.get() == 1);
      }
    }
  }

  @Test
  void onAClusterEachChannelIsHeardFromItsNode() {
    try (RedisCluster cluster = RedisCluster.start(3);
        Redis redis = new Redis(RedisSettings.of(cluster.uri()))) {
      Heard heard = new Heard();
      try (Subscription _ = redis.subscribe(List.of(ONE, OTHER, THIRD), heard)) {
        await().until(() -> heard.subscribed.get() == 3);
        redis.await(redis.commands().spublish(ONE, bytes("a")));
        redis.await(redis.commands().spublish(OTHER, bytes("b")));
        redis.await(redis.commands().spublish(THIRD, bytes("c")));
        await().until(() -> heard.messages.size() == 3);
        assertThat(heard.messages)
            .containsExactlyInAnyOrder("{0}:one=a", "{1}:other=b", "{3}:third=c");
      }
    }
  }
}
