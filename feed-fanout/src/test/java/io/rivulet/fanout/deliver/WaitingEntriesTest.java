package io.rivulet.fanout.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WaitingEntriesTest {
  private final WaitingEntries waiting = new WaitingEntries();

  @Test
  void timelinesComeInTheOrderInWhichTheyCameAndIdsAscendingAndOnce() {
    assertThat(waiting.add(7, 30)).isTrue();
    assertThat(waiting.add(5, 10)).isTrue();
    assertThat(waiting.add(7, 20)).isFalse();
    assertThat(waiting.add(7, 30)).isFalse();
    assertThat(waiting.size()).isEqualTo(2);
    assertThat(take(10)).containsExactly("7: [20, 30]", "5: [10]");
    assertThat(waiting.size()).isZero();
  }

  @Test
  void whatWasTakenWaitsAnewWhenItComesAgain() {
    waiting.add(7, 30);
    waiting.add(8, 30);
    assertThat(take(1)).containsExactly("7: [30]");
    assertThat(waiting.add(7, 31)).isTrue();
    assertThat(take(2)).containsExactly("8: [30]", "7: [31]");
  }

  @Test
  void clearingForgetsAll() {
    for (int viewer = 1; viewer < 100; viewer++) {
      waiting.add(viewer, 1);
      waiting.add(viewer, 2);
    }
    waiting.clear();
    assertThat(waiting.size()).isZero();
    assertThat(waiting.add(50, 3)).isTrue();
    assertThat(take(10)).containsExactly("50: [3]");
  }

  /// Against a map that keeps the order, for many sizes and orders.
  @Test
  void behavesAsAMapThatKeepsTheOrder() {
    long seed = System.nanoTime();
    System.out.println("WaitingEntriesTest seed " + seed);
    Random random = new Random(seed);
    Map<Long, TreeSet<Long>> model = new LinkedHashMap<>();
    for (int step = 0; step < 200_000; step++) {
      if (random.nextInt(3) > 0) {
        // Few viewers, so that they come again; far apart or neighbours, so that slots collide.
        long viewer = 1 + random.nextInt(300) * (random.nextBoolean() ? 1L : 1L << 33);
        long id = 1L + random.nextInt(20);
        boolean fresh = model.computeIfAbsent(viewer, _ -> new TreeSet<>()).isEmpty();
        model.get(viewer).add(id);
        assertThat(waiting.add(viewer, id)).isEqualTo(fresh);
      } else {
        int limit = random.nextInt(step % 5_000 == 0 ? 1_000 : 5);
        List<String> expected = new ArrayList<>();
        var oldest = model.entrySet().iterator();
        while (expected.size() < limit && oldest.hasNext()) {
          var next = oldest.next();
          expected.add(next.getKey() + ": " + next.getValue());
          oldest.remove();
        }
        assertThat(take(limit)).isEqualTo(expected);
      }
      assertThat(waiting.size()).isEqualTo(model.size());
    }
  }

  private List<String> take(int limit) {
    List<String> taken = new ArrayList<>();
    int count =
        waiting.take(
            limit, (viewer, ids) -> taken.add(viewer + ": " + java.util.Arrays.toString(ids)));
    assertThat(count).isEqualTo(taken.size());
    return taken;
  }
}
