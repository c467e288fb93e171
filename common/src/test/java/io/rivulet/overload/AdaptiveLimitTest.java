package io.rivulet.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Against a server that works on so many requests a second, one after the other, on a clock of the
/// test's own.
class AdaptiveLimitTest {
  private static final Duration LATENCY = Duration.ofMillis(25);

  private long now;
  private final AdaptiveLimit limit = new AdaptiveLimit(LATENCY, 16, 512, () -> now);
  private final Deque<Long> waiting = new ArrayDeque<>();
  private long busyUntil;
  private long served;
  private long refused;
  private long longest;

  /// Requests at a rate, for a time.
  ///
  /// @param workNanos of the server, a request
  /// @param waitNanos that a request takes besides, without anybody's work
  private void load(double rate, Duration duration, long workNanos, long waitNanos) {
    served = 0;
    refused = 0;
    longest = 0;
    long end = now + duration.toNanos();
    double due = now;
    while (now < end) {
      long finishes = waiting.isEmpty() ? Long.MAX_VALUE : finish(workNanos, waitNanos);
      if (finishes <= due) {
        now = Math.max(now, finishes);
        long began = waiting.removeFirst();
        busyUntil = Math.max(busyUntil, began) + workNanos;
        limit.end(began);
        longest = Math.max(longest, now - began);
        served++;
      } else {
        now = (long) due;
        if (limit.tryBegin()) {
          waiting.addLast(now);
        } else {
          refused++;
        }
        due += TimeUnit.SECONDS.toNanos(1) / rate;
      }
    }
  }

  private long finish(long workNanos, long waitNanos) {
    long began = waiting.getFirst();
    return Math.max(busyUntil, began) + workNanos + waitNanos;
  }

  @Test
  void nobodyIsRefusedBelowWhatCanBeDone() {
    load(4_000, Duration.ofSeconds(20), 200_000, 0);
    assertThat(refused).isZero();
    assertThat(served).isBetween(79_900L, 80_000L);
  }

  @Test
  void atFiveTimesOfWhatCanBeDoneAllOfThatIsDoneAndSoon() {
    load(25_000, Duration.ofSeconds(5), 200_000, 0);
    load(25_000, Duration.ofSeconds(20), 200_000, 0);
    assertThat(served).isGreaterThan(99_000);
    assertThat(refused).isGreaterThan(390_000);
    assertThat(longest).isLessThan(LATENCY.toNanos() * 3);
  }

  @Test
  void afterAnOverloadNobodyIsRefused() {
    load(25_000, Duration.ofSeconds(20), 200_000, 0);
    load(4_000, Duration.ofSeconds(1), 200_000, 0);
    load(4_000, Duration.ofSeconds(5), 200_000, 0);
    assertThat(refused).isZero();
    assertThat(longest).isLessThan(LATENCY.toNanos());
  }

  /// Redis farther away: each request takes 100 ms more, and as many can be done.
  @Test
  void whatTakesLongerByItselfIsNotTakenForAnOverload() {
    load(2_000, Duration.ofSeconds(10), 200_000, 0);
    load(2_000, Duration.ofSeconds(10), 200_000, 100_000_000);
    load(2_000, Duration.ofSeconds(10), 200_000, 100_000_000);
    assertThat(refused).isZero();
    assertThat(limit.limit()).isGreaterThan(200);
    load(2_000, Duration.ofSeconds(5), 200_000, 0);
    assertThat(refused).isZero();
  }

  /// What does not answer at all is given few places, and for good.
  @Test
  void whatTimesOutIsGivenTheLeast() {
    for (int i = 0; i < 50_000; i++) {
      now += TimeUnit.MILLISECONDS.toNanos(1);
      if (limit.tryBegin()) {
        waiting.addLast(now);
      }
      while (!waiting.isEmpty() && now - waiting.getFirst() >= TimeUnit.SECONDS.toNanos(1)) {
        limit.end(waiting.removeFirst());
      }
    }
    assertThat(limit.limit()).isEqualTo(16);
    assertThat(limit.underWay()).isLessThanOrEqualTo(16);
  }

  @Test
  void fewSlowRequestsLeaveTheLimitAsItIs() {
    int before = limit.limit();
    for (int i = 0; i < 1_000; i++) {
      assertThat(limit.tryBegin()).isTrue();
      long began = now;
      now += TimeUnit.MILLISECONDS.toNanos(300);
      limit.end(began);
    }
    assertThat(limit.limit()).isEqualTo(before);
  }

  @Test
  void whoLeavesMakesRoomAndNeedsItToGoOn() {
    int all = limit.limit();
    for (int i = 0; i < all; i++) {
      assertThat(limit.tryBegin()).isTrue();
    }
    limit.leave();
    assertThat(limit.tryBegin()).isTrue();
    assertThat(limit.tryBegin()).as("the one that left").isFalse();
    assertThat(limit.underWay()).isEqualTo(all);
  }

  @Test
  void countsRightWhenManyBeginAndEndAtOnce() throws Exception {
    var real = new AdaptiveLimit(LATENCY, 16, 512, System::nanoTime);
    Thread[] threads = new Thread[8];
    for (int t = 0; t < threads.length; t++) {
      threads[t] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < 200_000; i++) {
                      if (real.tryBegin()) {
                        real.end(System.nanoTime() - ThreadLocalRandom.current().nextInt(1_000));
                      }
                    }
                  });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(real.underWay()).isZero();
    assertThat(real.limit()).isBetween(16, 512);
  }
}
