package io.rivulet.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears what is published to shard channels, each over a connection of its own, since on a cluster
/// each may be another node's. What is published while a connection is broken is not heard.
///
/// A short break is mended by the client, which subscribes again by itself. A connection that
/// answers no ping, a subscription that is refused, and one that the node ends (it has given the
/// slot away) are replaced, each second until it works.
public final class Subscription implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Subscription.class);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(3);

  /// A node that vanished without a word is noticed after this and an answer's time.
  private static final int SECONDS_BETWEEN_PINGS = 5;

  private final Function<byte[], StatefulRedisPubSubConnection<byte[], byte[]>> connect;
  private final Listener listener;
  private final List<Thread> hearing;

  /// Called on the thread that reads from Redis: it must not wait for anything.
  public interface Listener {
    /// From now on all that is published is heard. Called again after each break.
    void subscribed(byte[] channel);

    void heard(byte[] channel, byte[] message);
  }

  Subscription(
      Function<byte[], StatefulRedisPubSubConnection<byte[], byte[]>> connect,
      List<byte[]> channels,
      Listener listener) {
    this.connect = connect;
    this.listener = listener;
    this.hearing =
        channels.stream()
            .map(channel -> Thread.ofVirtual().name("subscription").start(() -> run(channel)))
            .toList();
  }

  private void run(byte[] channel) {
    try {
      while (true) {
        hear(channel);
        Thread.sleep(AGAIN_AFTER);
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  /// Returns when the subscription is of no use any more.
  private void hear(byte[] channel) throws InterruptedException {
    AtomicBoolean ended = new AtomicBoolean();
    try (StatefulRedisPubSubConnection<byte[], byte[]> connection = connect.apply(channel)) {
      connection.addListener(new Forwarding(ended));
      var _ = Redis.await(connection.async().ssubscribe(channel), ANSWER);
      for (int second = 1; !ended.get(); second++) {
        Thread.sleep(AGAIN_AFTER);
        if (second % SECONDS_BETWEEN_PINGS == 0) {
          var _ = Redis.await(connection.async().ping(), ANSWER);
        }
      }
      logger.warn("a node has ended a subscription, subscribing anew");
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      logger.warn("not subscribed, trying again: {}", e.getMessage());
    }
  }

  private final class Forwarding extends RedisPubSubAdapter<byte[], byte[]> {
    private final AtomicBoolean ended;

    Forwarding(AtomicBoolean ended) {
      this.ended = ended;
    }

    @Override
    public void ssubscribed(byte[] channel, long count) {
      listener.subscribed(channel);
    }

    @Override
    public void sunsubscribed(byte[] channel, long count) {
      ended.set(true);
    }

    @Override
    public void smessage(byte[] channel, byte[] message) {
      listener.heard(channel, message);
    }
  }

  @Override
  public void close() {
    hearing.forEach(Thread::interrupt);
    for (Thread thread : hearing) {
      try {
        thread.join(ANSWER);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
