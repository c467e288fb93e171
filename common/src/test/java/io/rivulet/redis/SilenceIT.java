package io.rivulet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.servers.RedisCluster;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// A node whose port is open and which says nothing.
class SilenceIT {
  private static final Duration ANSWER = Duration.ofSeconds(1);
  private static final String SILENT = "said nothing";

  /// More, all together, than may wait on a connection for their answers.
  private static final int TRIES = 120_000;

  private static final int AT_A_TIME = 10_000;
  private static final byte[] VALUE = new byte[100];

  private static Redis client(String uri) {
    return new Redis(new RedisSettings(uri, Duration.ofSeconds(1), ANSWER));
  }

  @Test
  void ofWhatIsTriedAgainAndAgainHardlyAnythingIsSentUntilItGoesOn() {
    try (RedisServer server = RedisServer.start(ServerSettings.ephemeral());
        Redis redis = client(server.uri())) {
      redis.await(redis.commands().set(Keyspace.post(1), VALUE));
      server.pause();
      await().until(() -> outcomes(redis, AT_A_TIME).contains(SILENT));
      long began = System.nanoTime();
      int refused = 0;
      for (int i = 0; i < TRIES; i += AT_A_TIME) {
        refused += Collections.frequency(outcomes(redis, AT_A_TIME), SILENT);
      }
      assertThatThrownBy(() -> roundTrip(redis)).matches(Redis::isTransient);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertThat(TRIES - refused).as("sent in %s", took).isLessThanOrEqualTo(sent(took));
      server.resume();
      await().until(() -> outcome(redis.commands().set(Keyspace.post(4), VALUE)).equals("OK"));
      assertThat(outcomes(redis, AT_A_TIME)).containsOnly("OK");
    }
  }

  /// One each time that an answer may take.
  private static int sent(Duration took) {
    return (int) (took.toMillis() / ANSWER.toMillis()) + 1;
  }

  private static void roundTrip(Redis redis) {
    RoundTrip trip = redis.roundTrip();
    var values = trip.values(List.of(Keyspace.post(1), Keyspace.post(2)));
    trip.send();
    var _ = redis.await(values);
  }

  @Test
  void ofAClusterTheOtherNodesAreSentAllTheSame() {
    try (RedisCluster cluster = RedisCluster.start(2);
        Redis redis = client(cluster.uri())) {
      for (long id = 1; id <= 100; id++) {
        redis.await(redis.commands().set(Keyspace.post(id), VALUE));
      }
      cluster.nodes().getFirst().pause();
      await().until(() -> outcomes(redis, 100).contains(SILENT));
      assertThat(outcomes(redis, 100)).contains("OK");
      cluster.nodes().getFirst().resume();
      await().untilAsserted(() -> assertThat(outcomes(redis, 100)).containsOnly("OK"));
    }
  }

  /// What so many writes, of all nodes, came to.
  private static List<String> outcomes(Redis redis, int writes) {
    return LongStream.rangeClosed(1, writes)
        .mapToObj(id -> redis.commands().set(Keyspace.post(id), VALUE))
        .toList()
        .stream()
        .map(SilenceIT::outcome)
        .toList();
  }

  private static String outcome(CompletionStage<String> answer) {
    try {
      return Redis.await(answer, Duration.ofSeconds(5));
    } catch (RedisUnavailableException e) {
      return String.valueOf(e.getMessage()).contains(SILENT) ? SILENT : "no answer";
    }
  }

  @Test
  void aConnectionThatIsIdleIsNotSilent() throws InterruptedException {
    try (RedisServer server = RedisServer.start(ServerSettings.ephemeral());
        Redis redis = client(server.uri())) {
      for (int i = 0; i < 3; i++) {
        redis.await(redis.commands().set(Keyspace.post(1), VALUE));
        Thread.sleep(ANSWER.multipliedBy(2));
      }
    }
  }

  /// The client drops it before it is sent: nothing waits for an answer then, whatever is thought.
  @Test
  @SuppressWarnings("deprecation") // Lettuce's own way to its connections, unless one makes them.
  void aCommandThatIsDroppedIsNotWaitedForForEver() throws InterruptedException {
    try (RedisServer server = RedisServer.start(ServerSettings.ephemeral());
        Redis redis = client(server.uri())) {
      redis.await(redis.commands().set(Keyspace.post(1), VALUE));
      AsyncCommand<byte[], byte[], String> dropped =
          new AsyncCommand<>(
              new Command<>(CommandType.PING, new StatusOutput<>(ByteArrayCodec.INSTANCE)));
      assertThat(dropped.cancel(true)).isTrue();
      var _ =
          ((RedisAsyncCommands<byte[], byte[]>) redis.commands())
              .getStatefulConnection()
              .dispatch(dropped);
      Thread.sleep(ANSWER.multipliedBy(2));
      for (int i = 0; i < 3; i++) {
        assertThat(outcome(redis.commands().set(Keyspace.post(2), VALUE))).isEqualTo("OK");
      }
    }
  }
}
