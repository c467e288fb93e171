package io.rivulet.bench.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class PacerTest {
  @Test
  void whatComesLateKeepsTheMomentAtWhichItWasDue() throws Exception {
    List<Long> due = new CopyOnWriteArrayList<>();
    var enough = new CountDownLatch(20);
    var first = new CountDownLatch(1);
    try (var pacer =
        new Pacer(
            "test",
            1_000,
            moment -> {
              due.add(moment);
              if (due.size() == 1) {
                await(first);
              }
              enough.countDown();
            })) {
      long until = System.nanoTime() + 30_000_000;
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      first.countDown();
      enough.await();
      assertThat(pacer.done()).isPositive();
    }
    // A millisecond apart, though the first one held the others up for thirty.
    for (int i = 1; i < 20; i++) {
      assertThat(due.get(i) - due.get(i - 1)).isBetween(999_000L, 1_001_000L);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
