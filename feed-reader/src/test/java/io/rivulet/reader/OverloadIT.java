package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.timeline.TimelineLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A reader of which is known what it can do, since it works on eight requests at a time and each
/// waits for Redis: asked for five times of that, it does all that it can.
@ExtendWith(DropwizardExtensionsSupport.class)
class OverloadIT {
  private static final String HOME = "/api/v1/timelines/home";
  private static final int PLACES = 8;
  private static final int TIMES = 5;
  private static final int SECONDS = 5;
  private static final RedisServer redis = RedisServer.start(ServerSettings.ephemeral());
  private static final DelayedRedis delayed =
      new DelayedRedis(redis.port(), Duration.ofMillis(100));
  private static final DropwizardAppExtension<ReaderConfiguration> app =
      Client.reader(
          delayed.uri(),
          Duration.ofMillis(500),
          Map.of("overload.least", "8", "overload.most", "8"));
  private static final Client client = new Client(app);

  private record Answered(int status, long millis) {}

  @BeforeAll
  static void fill() {
    try (Feed feed = new Feed(TimelineLimits.DEFAULT, redis.uri())) {
      feed.account(101, "anna");
    }
  }

  @AfterAll
  static void stop() {
    delayed.close();
    redis.close();
  }

  private static Answered ask() {
    long began = System.nanoTime();
    int status = client.get(HOME, 101).status();
    return new Answered(status, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
  }

  private static long percentile(List<Answered> answers, int status, int percent) {
    List<Long> sorted =
        answers.stream()
            .filter(one -> one.status == status)
            .map(Answered::millis)
            .sorted()
            .toList();
    return sorted.get(sorted.size() * percent / 100);
  }

  @Test
  void whatCanBeDoneIsDoneAndTheRestIsRefusedAtOnce() throws Exception {
    await().until(() -> ask().status == 200);
    List<Answered> alone = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      alone.add(ask());
    }
    long takes = percentile(alone, 200, 50);
    double canBeDone = PLACES * 1_000.0 / takes;

    List<Answered> answers = at(canBeDone * TIMES);
    long served = answers.stream().filter(one -> one.status == 200).count();
    System.out.printf(
        "%d ms each, so %.0f/s can be done: of %d in %d s %d were served, p99 %d ms;"
            + " refusals p50 %d ms%n",
        takes,
        canBeDone,
        answers.size(),
        SECONDS,
        served,
        percentile(answers, 200, 99),
        percentile(answers, 503, 50));
    assertThat((double) served).isGreaterThan(0.9 * canBeDone * SECONDS);
    assertThat(answers).allMatch(one -> one.status == 200 || one.status == 503);
    assertThat(percentile(answers, 200, 99)).isLessThan(3 * takes);
    assertThat(percentile(answers, 503, 50)).isLessThan(takes / 2);

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              for (int i = 0; i < 10; i++) {
                assertThat(ask().status).isEqualTo(200);
              }
            });
  }

  private static List<Answered> at(double rate) throws Exception {
    List<Future<Answered>> asked = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      long began = System.nanoTime();
      for (int i = 0; i < rate * SECONDS; i++) {
        long due = began + (long) (i / rate * 1e9);
        LockSupport.parkNanos(due - System.nanoTime());
        asked.add(clients.submit(OverloadIT::ask));
      }
    }
    List<Answered> answers = new ArrayList<>();
    for (Future<Answered> one : asked) {
      answers.add(one.get());
    }
    return answers;
  }
}
