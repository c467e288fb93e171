package io.rivulet.reader.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Pages against the simplest model: the whole list, filtered, cut.
class PageFillerTest {
  private static Skeleton of(NavigableSet<Long> ids) {
    return (window, count) -> {
      NavigableSet<Long> inside =
          window.above() >= window.below()
              ? new TreeSet<>()
              : ids.subSet(window.above(), false, window.below(), false);
      return (window.oldestFirst() ? inside : inside.descendingSet())
          .stream().limit(count).mapToLong(Long::longValue).toArray();
    };
  }

  private static Page<Long> page(PageRequest request, NavigableSet<Long> ids, List<Long> hidden) {
    return PageFiller.fill(
        request,
        of(ids),
        round -> LongStream.of(round).boxed().filter(id -> !hidden.contains(id)).toList());
  }

  private static List<Long> expected(
      PageRequest request, NavigableSet<Long> ids, List<Long> hidden) {
    List<Long> shown = new ArrayList<>(ids);
    shown.removeIf(id -> hidden.contains(id) || !request.window().contains(id));
    int limit = Math.min(request.limit(), shown.size());
    return request.window().oldestFirst()
        ? shown.subList(0, limit).reversed()
        : shown.subList(shown.size() - limit, shown.size()).reversed();
  }

  @Test
  void everyPageIsWhatTheModelSays() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      NavigableSet<Long> ids = new TreeSet<>();
      List<Long> hidden = new ArrayList<>();
      double share = random.nextDouble();
      for (long id = 1; id <= random.nextInt(120); id++) {
        ids.add(id);
        if (random.nextDouble() < share) {
          hidden.add(id);
        }
      }
      long above = random.nextBoolean() ? 0 : random.nextInt(130);
      long below = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(130);
      PageRequest request =
          new PageRequest(1 + random.nextInt(20), new Window(above, below, random.nextBoolean()));
      assertThat(page(request, ids, hidden).items())
          .as("seed %s, %s of %s without %s", seed, request, ids, hidden)
          .isEqualTo(expected(request, ids, hidden));
    }
  }

  @Test
  void walkingByMaxIdShowsEverythingOnce() {
    NavigableSet<Long> ids = new TreeSet<>(LongStream.rangeClosed(1, 500).boxed().toList());
    List<Long> hidden = ids.stream().filter(id -> id % 7 != 0).toList();
    List<Long> walked = new ArrayList<>();
    Window window = Window.ALL;
    while (true) {
      List<Long> page = page(new PageRequest(10, window), ids, hidden).items();
      if (page.isEmpty()) {
        break;
      }
      walked.addAll(page);
      window = new Window(0, page.getLast(), false);
    }
    assertThat(walked)
        .isEqualTo(new TreeSet<>(ids).descendingSet().stream().filter(id -> id % 7 == 0).toList());
  }

  @Test
  void pageThatRulesEmptiedIsRefilled() {
    NavigableSet<Long> ids = new TreeSet<>(LongStream.rangeClosed(1, 1_000).boxed().toList());
    List<Long> hidden = ids.stream().filter(id -> id > 3).toList();
    Page<Long> page = page(new PageRequest(5, Window.ALL), ids, hidden);
    assertThat(page.items()).containsExactly(3L, 2L, 1L);
    assertThat(page.rounds()).isBetween(2, 12);
  }
}
