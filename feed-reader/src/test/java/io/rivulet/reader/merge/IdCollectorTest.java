package io.rivulet.reader.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.reader.page.Window;
import io.rivulet.timeline.PackedIds;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IdCollectorTest {
  @Test
  void keepsTheFirstOfTheWindowEachOnce() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      Window window =
          new Window(random.nextInt(50), 50 + random.nextInt(100), random.nextBoolean());
      int count = 1 + random.nextInt(12);
      IdCollector collector = new IdCollector(window, count);
      NavigableSet<Long> offered = new TreeSet<>();
      for (int run = random.nextInt(8); run > 0; run--) {
        long[] ids = random.longs(random.nextInt(40), 1, 150).sorted().distinct().toArray();
        collector.add(PackedIds.of(ids));
        for (long id : ids) {
          offered.add(id);
        }
      }
      offered.removeIf(id -> !window.contains(id));
      NavigableSet<Long> ordered = window.oldestFirst() ? offered : offered.descendingSet();
      assertThat(collector.inOrder())
          .as("seed %s, %s of %s", seed, count, offered)
          .containsExactly(ordered.stream().limit(count).mapToLong(Long::longValue).toArray());
    }
  }

  @Test
  void cutHasTheNewestLeftOutAsItsFloor() {
    Cut cut = Cut.of(new long[] {1, 2, 3, 4}, 3, 0);
    assertThat(cut.floor()).isEqualTo(1);
    assertThat(cut.ids().toArray()).containsExactly(2, 3, 4);
  }

  @Test
  void cutThatLeavesNothingOutKeepsTheFloor() {
    assertThat(Cut.of(new long[] {2, 3}, 3, 1).floor()).isEqualTo(1);
    assertThat(Cut.of(new long[] {2, 3, 4}, 3, 0).floor()).isZero();
  }
}
