package io.rivulet.audit.model;

import static io.rivulet.audit.model.History.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The model is simple, not slow: what an audit of the social graph of the tests asks of it.
final class ModelSpeedTest {
  private static final int ACCOUNTS = 769;
  private static final int FOLLOWS = 16_656;
  private static final int POSTS = 20_000;
  private static final Duration BOUND = Duration.ofSeconds(20);

  @Test
  void allHomesOfAThousandAccountsTakeSeconds() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    ReferenceModel model = new ReferenceModel();
    History history = new History(model::apply);
    for (int i = 0; i < FOLLOWS; i++) {
      int viewer = random.nextInt(ACCOUNTS) + 1;
      history.follow(viewer, viewer % ACCOUNTS + 1 + (viewer == ACCOUNTS ? 1 : 0));
      history.follow(viewer, (viewer + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS + 1);
    }
    for (int i = 0; i < POSTS; i++) {
      long author = random.nextInt(ACCOUNTS) + 1L;
      if (i > 100 && random.nextInt(10) == 0) {
        long original = 1_000L + random.nextInt(i);
        history.boost(1_000 + i, author, original, model.author(original));
      } else {
        history.post(1_000 + i, author);
      }
    }
    long began = processorTime();
    long entries = 0;
    for (long viewer = 1; viewer <= ACCOUNTS; viewer++) {
      entries += model.home(viewer, NOW).size();
    }
    Duration took = Duration.ofNanos(processorTime() - began);
    System.out.println(entries + " entries in " + took.toMillis() + " ms");
    assertThat(entries).isGreaterThan(POSTS);
    assertThat(took).isLessThan(BOUND);
  }

  /// Of this thread: what else the machine does is not the model's fault.
  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
