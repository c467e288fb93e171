package io.rivulet.fanout.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.live.Listening;
import io.rivulet.live.LiveChannels;
import io.rivulet.live.LiveEvent;
import io.rivulet.live.LiveEvent.Kind;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.redis.Subscription;
import io.rivulet.servers.TestServers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A worker's listeners, and two readers that are played by this test.
class ListenersIT {
  private static final long READER = 71;
  private static final long OTHER = 72;
  private static final LiveEvent END = new LiveEvent(Kind.DELETED, 99, 99);

  private final Redis redis = new Redis(RedisSettings.of(TestServers.redis()));
  private final AtomicLong nanoTime = new AtomicLong();
  private final Listeners listeners =
      new Listeners(redis, new SimpleMeterRegistry(), nanoTime::get);
  private final Queue<LiveEvent> own = new ConcurrentLinkedQueue<>();
  private final Queue<LiveEvent> all = new ConcurrentLinkedQueue<>();
  private final AtomicInteger subscribed = new AtomicInteger();
  private Subscription reader;

  @BeforeEach
  void subscribe() {
    reader =
        redis.subscribe(
            List.of(LiveChannels.reader(READER), LiveChannels.posts()),
            new Subscription.Listener() {
              @Override
              public void subscribed(byte[] channel) {
                subscribed.incrementAndGet();
              }

              @Override
              public void heard(byte[] channel, byte[] message) {
                boolean posts = Arrays.equals(channel, LiveChannels.posts());
                (posts ? all : own).addAll(LiveEvent.decode(message));
              }
            });
    await().until(() -> subscribed.get() == 2);
  }

  @AfterEach
  void close() {
    reader.close();
    listeners.close();
    redis.close();
  }

  private void say(long from, Listening.Act act, long... accounts) {
    listeners.heard(new Listening(from, act, accounts));
  }

  /// All that was told to everybody up to here.
  private List<LiveEvent> toldToAll() {
    listeners.tellAll(END);
    await().until(() -> all.contains(END));
    return all.stream().filter(event -> !event.equals(END)).toList();
  }

  @Test
  void aWorkerAsksWhoListensAndHearsIt() {
    listeners.start();
    await().until(() -> all.contains(new LiveEvent(Kind.ASKED, 0, 0)));
    assertThat(listeners.isEmpty()).isTrue();
    byte[] said = new Listening(READER, Listening.Act.MORE, new long[] {1}).encode();
    redis.await(redis.commands().spublish(LiveChannels.listeners(), said));
    await().until(() -> !listeners.isEmpty());
  }

  @Test
  void aReaderIsToldOfThoseWhoListenThereAndOfNobodyElse() {
    say(READER, Listening.Act.MORE, 1, 2);
    say(OTHER, Listening.Act.MORE, 3);
    say(READER, Listening.Act.LESS, 2);
    LiveEvent wanted = new LiveEvent(Kind.DELIVERED, 1, 10);
    listeners.tell(
        List.of(
            wanted, new LiveEvent(Kind.DELIVERED, 2, 10), new LiveEvent(Kind.DELIVERED, 3, 10)));
    await().until(() -> !own.isEmpty());
    assertThat(own).containsExactly(wanted);
  }

  @Test
  void whatAReaderNamesAsAllReplacesWhatItNamedBefore() {
    say(READER, Listening.Act.MORE, 1, 2);
    say(READER, Listening.Act.ALL, 2, 3);
    LiveEvent wanted = new LiveEvent(Kind.RELATED, 3, 0);
    listeners.tell(List.of(new LiveEvent(Kind.RELATED, 1, 0), wanted));
    await().until(() -> !own.isEmpty());
    assertThat(own).containsExactly(wanted);
    say(READER, Listening.Act.ALL);
    assertThat(listeners.isEmpty()).isTrue();
  }

  @Test
  void publicPostsAreToldOnlyWhileSomebodyListensToThem() {
    say(READER, Listening.Act.MORE, 101);
    listeners.tellAll(new LiveEvent(Kind.PUBLIC, 5, 50));
    LiveEvent edited = new LiveEvent(Kind.EDITED, 5, 50);
    listeners.tellAll(edited);
    assertThat(toldToAll()).containsExactly(edited);
    all.clear();
    say(OTHER, Listening.Act.MORE, Listening.EVERYBODY);
    LiveEvent published = new LiveEvent(Kind.PUBLIC, 5, 51);
    listeners.tellAll(published);
    assertThat(toldToAll()).containsExactly(published);
  }

  @Test
  void aReaderThatIsNotHeardOfIsForgotten() {
    say(READER, Listening.Act.MORE, 1);
    nanoTime.addAndGet(Duration.ofSeconds(59).toNanos());
    say(OTHER, Listening.Act.MORE, 1);
    nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());
    listeners.tell(List.of(new LiveEvent(Kind.DELIVERED, 1, 10)));
    assertThat(listeners.isEmpty()).isFalse();
    nanoTime.addAndGet(Duration.ofSeconds(60).toNanos());
    listeners.tell(List.of(new LiveEvent(Kind.DELIVERED, 1, 10)));
    assertThat(listeners.isEmpty()).isTrue();
    assertThat(own).isEmpty();
  }
}
