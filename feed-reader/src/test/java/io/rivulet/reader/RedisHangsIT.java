package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.timeline.TimelineLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A Redis that does not answer, for a while: nobody waits for it longer than its time-out, soon
/// nobody waits at all, and when it is back it is used.
@ExtendWith(DropwizardExtensionsSupport.class)
class RedisHangsIT {
  private static final String HOME = "/api/v1/timelines/home";
  private static final Duration TIME_OUT = Duration.ofMillis(500);
  private static final RedisServer redis = RedisServer.start(ServerSettings.ephemeral());
  private static final DropwizardAppExtension<ReaderConfiguration> app =
      Client.reader(
          redis.uri(), Duration.ZERO, Map.of("redis.commandTimeout", TIME_OUT.toString()));
  private static final Client client = new Client(app);
  private static Feed feed;

  @BeforeAll
  static void fill() {
    feed = new Feed(TimelineLimits.DEFAULT, redis.uri());
    feed.account(101, "anna");
  }

  @AfterAll
  static void stop() {
    feed.close();
    redis.close();
  }

  @Test
  void aProcessThatStandsStill() throws Exception {
    assertThat(client.get(HOME, 101).status()).isEqualTo(200);
    redis.pause();
    try {
      isNotWaitedFor();
    } finally {
      redis.resume();
    }
    isUsedAgain();
  }

  @Test
  void clientPause() throws Exception {
    assertThat(client.get(HOME, 101).status()).isEqualTo(200);
    feed.await(feed.commands().clientPause(4_000));
    isNotWaitedFor();
    isUsedAgain();
  }

  @Test
  void aProcessThatIsGone() throws Exception {
    assertThat(client.get(HOME, 101).status()).isEqualTo(200);
    redis.kill();
    isNotWaitedFor();
    redis.restart();
    await().ignoreExceptions().untilAsserted(() -> feed.clear());
    feed.account(101, "anna");
    isUsedAgain();
  }

  private static void isNotWaitedFor() throws Exception {
    for (long took : together(40)) {
      assertThat(took).isLessThan(TIME_OUT.toMillis() * 4);
    }
    assertThat(metric("rivulet_breaker_open{of=\"redis\"}")).isEqualTo(1);
    assertThat(client.admin("/healthcheck").status()).isEqualTo(500);
    long began = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      assertThat(client.get(HOME, 101).status()).isEqualTo(503);
    }
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))
        .as("a hundred, one after the other")
        .isLessThan(TIME_OUT.toMillis() * 4);
  }

  /// @return how long each took, in milliseconds
  private static List<Long> together(int requests) throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> answers = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        answers.add(
            clients.submit(
                () -> {
                  long began = System.nanoTime();
                  Client.Answer answer = client.get(HOME, 101);
                  assertThat(answer.status()).isEqualTo(503);
                  assertThat(answer.header("Retry-After")).isPresent();
                  return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                }));
      }
      List<Long> took = new ArrayList<>();
      for (Future<Long> answer : answers) {
        took.add(answer.get());
      }
      return took;
    }
  }

  private static void isUsedAgain() {
    await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> client.get(HOME, 101).status() == 200);
    assertThat(metric("rivulet_breaker_open{of=\"redis\"}")).isZero();
    assertThat(client.admin("/healthcheck").status()).isEqualTo(200);
  }

  private static double metric(String name) {
    return new String(client.admin("/metrics").response().body(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
