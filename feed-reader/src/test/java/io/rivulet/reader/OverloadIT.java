package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.timeline.TimelineLimits;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A reader of which is known what it can do, since it works on eight requests at a time and each
/// waits for a Redis far away: asked for five times of that, it does nearly all that it can,
/// refuses the rest at once, and is as before when it is over.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverloadIT {
  private static final String HOME = "/api/v1/timelines/home";
  private static final long VIEWER = 101;
  private static final int PLACES = 8;
  private static final int TIMES = 5;
  private static final int SECONDS = 5;

  @TempDir static Path folder;
  private final RedisServer redis = RedisServer.start(ServerSettings.ephemeral());
  private final DelayedRedis delayed = new DelayedRedis(redis.port(), Duration.ofMillis(250));
  private ReaderProcess reader;

  private record Answered(int status, boolean retryAfter, long millis) {}

  @BeforeAll
  void start() {
    try (Feed feed = new Feed(TimelineLimits.DEFAULT, redis.uri())) {
      feed.account(VIEWER, "viewer");
    }
    reader =
        ReaderProcess.start(
            folder,
            Map.of(
                "redis.uri",
                delayed.uri(),
                "overload.least",
                Integer.toString(PLACES),
                "overload.most",
                Integer.toString(PLACES)));
  }

  @AfterAll
  void stop() {
    reader.close();
    delayed.close();
    redis.close();
  }

  @Test
  void whatCanBeDoneIsDoneAndTheRestIsRefusedAtOnce() throws Exception {
    await().until(() -> ask().status == 200);
    // A reader that has just begun is slower.
    var _ = at(2 * PLACES, 3);
    long takes = percentile(IntStream.range(0, 20).mapToObj(_ -> ask()).toList(), 200, 50);
    double canBeDone = PLACES * 1_000.0 / takes;

    List<Answered> answers = at(canBeDone * TIMES, SECONDS);
    long served = answers.stream().filter(one -> one.status == 200).count();
    System.out.printf(
        "%d ms each, so %.0f a second can be done: of %d in %d s %d were served, p99 %d ms;"
            + " refusals p50 %d ms, p99 %d ms%n",
        takes,
        canBeDone,
        answers.size(),
        SECONDS,
        served,
        percentile(answers, 200, 99),
        percentile(answers, 503, 50),
        percentile(answers, 503, 99));
    assertThat(answers).allMatch(one -> one.status == 200 || one.retryAfter);
    assertThat((double) served).isGreaterThan(0.9 * canBeDone * SECONDS);
    assertThat(percentile(answers, 200, 99)).isLessThan(3 * takes);
    assertThat(percentile(answers, 503, 50)).isLessThan(takes / 2);

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(at(canBeDone / 2, 1)).allMatch(one -> one.status == 200));
  }

  private Answered ask() {
    long began = System.nanoTime();
    HttpResponse<String> answer = reader.get(HOME, VIEWER);
    return new Answered(
        answer.statusCode(),
        answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
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

  /// Asks at a rate, whether it is answered or not.
  private List<Answered> at(double rate, int seconds) throws Exception {
    List<Future<Answered>> asked = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      long began = System.nanoTime();
      for (int i = 0; i < rate * seconds; i++) {
        long due = began + (long) (i / rate * 1e9);
        LockSupport.parkNanos(due - System.nanoTime());
        asked.add(clients.submit(this::ask));
      }
    }
    List<Answered> answers = new ArrayList<>();
    for (Future<Answered> one : asked) {
      answers.add(one.get());
    }
    return answers;
  }
}
