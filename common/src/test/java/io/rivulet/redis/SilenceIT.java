package io.rivulet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.servers.RedisCluster;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A node whose port is open and which says nothing.
class SilenceIT {
  private static final Duration ANSWER = Duration.ofMillis(400);

  /// More than may wait on a connection for their answers.
  private static final int TRIES = 120_000;

  private static final byte[] VALUE = new byte[100];

  private static Redis client(String uri) {
    return new Redis(new RedisSettings(uri, Duration.ofSeconds(1), ANSWER));
  }

  @Test
  void whoTriesAgainAndAgainSendsNothingMoreUntilItGoesOn() {
    try (RedisServer server = RedisServer.start(ServerSettings.ephemeral());
        Redis redis = client(server.uri())) {
      redis.await(redis.commands().set(Keyspace.post(1), VALUE));
      server.pause();
      assertThatThrownBy(() -> redis.await(redis.commands().set(Keyspace.post(2), VALUE)))
          .isInstanceOf(RedisUnavailableException.class)
          .hasMessageContaining("timed out");
      List<CompletionStage<String>> more = new ArrayList<>();
      for (int i = 0; i < TRIES; i++) {
        more.add(redis.commands().set(Keyspace.post(3), VALUE));
      }
      assertThat(more)
          .allSatisfy(
              one ->
                  assertThatThrownBy(() -> one.toCompletableFuture().get())
                      .isInstanceOf(ExecutionException.class)
                      .cause()
                      .isInstanceOf(RedisUnavailableException.class)
                      .hasMessageContaining("said nothing")
                      .matches(Redis::isTransient));
      assertThatThrownBy(() -> roundTrip(redis)).hasMessageContaining("said nothing");
      server.resume();
      await()
          .ignoreExceptions()
          .untilAsserted(() -> redis.await(redis.commands().set(Keyspace.post(4), VALUE)));
      Matcher sets =
          Pattern.compile("cmdstat_set:calls=(\\d+)")
              .matcher(redis.await(redis.commands().info("commandstats")));
      assertThat(sets.find()).isTrue();
      assertThat(Integer.parseInt(sets.group(1))).as("writes that came").isEqualTo(3);
    }
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
      await().until(() -> outcomes(redis).contains("said nothing"));
      assertThat(outcomes(redis)).contains("OK");
      cluster.nodes().getFirst().resume();
      await().untilAsserted(() -> assertThat(outcomes(redis)).containsOnly("OK"));
    }
  }

  /// What 100 writes, of all nodes, came to.
  private static List<String> outcomes(Redis redis) {
    List<CompletionStage<String>> answers = new ArrayList<>();
    for (long id = 1; id <= 100; id++) {
      answers.add(redis.commands().set(Keyspace.post(id), VALUE));
    }
    return answers.stream().map(SilenceIT::outcome).distinct().toList();
  }

  private static String outcome(CompletionStage<String> answer) {
    try {
      return Redis.await(answer, Duration.ofSeconds(5));
    } catch (RedisUnavailableException e) {
      return String.valueOf(e.getMessage()).contains("said nothing") ? "said nothing" : "no answer";
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
}
