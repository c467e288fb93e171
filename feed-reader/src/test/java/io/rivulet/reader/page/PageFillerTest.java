package io.rivulet.reader.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.visible.RepeatedBoosts;
import io.rivulet.visible.RepeatedBoosts.Candidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
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

  /// A list: which entries other rows hide, and which are boosts of what.
  private record Model(NavigableSet<Long> ids, Set<Long> hidden, Map<Long, Long> boosts) {
    static Model of(NavigableSet<Long> ids, Collection<Long> hidden) {
      return new Model(ids, Set.copyOf(hidden), Map.of());
    }

    static Model random(Random random, int size) {
      NavigableSet<Long> ids = new TreeSet<>();
      Set<Long> hidden = new HashSet<>();
      Map<Long, Long> boosts = new HashMap<>();
      double hides = random.nextBoolean() ? 0 : random.nextDouble();
      double share = random.nextInt(3) == 0 ? 0 : random.nextDouble();
      int posts = 1 + random.nextInt(150);
      for (long id = 1_000; id < 1_000 + size; id++) {
        if (random.nextInt(10) > 0) {
          ids.add(id);
          if (random.nextDouble() < hides) {
            hidden.add(id);
          }
          if (random.nextDouble() < share) {
            boosts.put(id, 1 + random.nextLong(random.nextBoolean() ? posts : id - 1));
          }
        }
      }
      return new Model(ids, hidden, boosts);
    }

    Candidate candidate(long id) {
      return new Candidate(id, boosts.getOrDefault(id, id), id % 17 == 0);
    }

    /// The whole list as the table shows it, the oldest first.
    List<Long> shown() {
      List<Long> shown = new ArrayList<>();
      for (long id : ids) {
        Candidate candidate = candidate(id);
        boolean repeated =
            shown.subList(Math.max(0, shown.size() - RepeatedBoosts.WITHIN), shown.size()).stream()
                .anyMatch(older -> candidate(older).shows() == candidate.shows());
        if (!hidden.contains(id) && (candidate.exempt() || !repeated)) {
          shown.add(id);
        }
      }
      return shown;
    }

    List<Long> page(PageRequest request) {
      List<Long> inside = shown().stream().filter(request.window()::contains).toList();
      int limit = Math.min(request.limit(), inside.size());
      return request.window().oldestFirst()
          ? inside.subList(0, limit).reversed()
          : inside.subList(inside.size() - limit, inside.size()).reversed();
    }

    /// The entries that other rows show. It looks ahead as hydration does, and asks for nothing
    /// twice.
    List<Shown<Long>> select(long[] asked, Selection.Ahead ahead) {
      List<Shown<Long>> shown = new ArrayList<>();
      long oldest = Long.MAX_VALUE;
      for (long id : asked) {
        if (!hidden.contains(id)) {
          shown.add(new Shown<>(candidate(id), id));
          oldest = boosts.containsKey(id) ? Math.min(oldest, candidate(id).shows()) : oldest;
        }
      }
      if (oldest < Long.MAX_VALUE) {
        assertThat(ids).containsAll(LongStream.of(ahead.downTo(oldest)).boxed().toList());
      }
      return shown;
    }
  }

  private static Page<Long> page(PageRequest request, Model model) {
    return PageFiller.fill(request, of(model.ids()), model::select);
  }

  private static Page<Long> page(PageRequest request, NavigableSet<Long> ids, List<Long> hidden) {
    return page(request, Model.of(ids, hidden));
  }

  @Test
  void everyPageIsWhatTheModelSays() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      int size = random.nextInt(i % 20 == 0 ? 1_500 : 250);
      Model model = Model.random(random, size);
      long above = random.nextBoolean() ? 0 : 990L + random.nextInt(size + 20);
      long below = random.nextBoolean() ? Long.MAX_VALUE : 990L + random.nextInt(size + 20);
      PageRequest request =
          new PageRequest(1 + random.nextInt(20), new Window(above, below, random.nextBoolean()));
      assertThat(page(request, model).items())
          .as("seed %s, page %s: %s of %s", seed, i, request, model)
          .isEqualTo(model.page(request));
    }
  }

  @Test
  void withoutBoostsNothingButThePageIsLookedAt() {
    NavigableSet<Long> ids = new TreeSet<>(LongStream.rangeClosed(1, 500).boxed().toList());
    assertThat(page(new PageRequest(20, Window.ALL), ids, List.of()).effort())
        .isEqualTo(new Page.Effort(1, 0, 0));
  }

  @Test
  void boostsOfWhatIsYoungAreJudgedByWhatIsYounger() {
    NavigableSet<Long> ids = new TreeSet<>(LongStream.rangeClosed(1, 5_000).boxed().toList());
    Model model = new Model(ids, Set.of(), Map.of(4_999L, 4_970L, 4_997L, 4_970L));
    List<Long> looked = new ArrayList<>();
    Page<Long> page =
        PageFiller.fill(
            new PageRequest(20, Window.ALL),
            (window, count) -> {
              long[] next = of(ids).next(window, count);
              LongStream.of(next).forEach(looked::add);
              return next;
            },
            model::select);
    assertThat(page.items()).doesNotContain(4_997L, 4_999L);
    assertThat(page.effort().repeated()).isEqualTo(2);
    assertThat(looked).doesNotHaveDuplicates().allMatch(id -> id >= 4_970);
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
    assertThat(page.effort().rounds()).isBetween(2, 12);
  }
}
