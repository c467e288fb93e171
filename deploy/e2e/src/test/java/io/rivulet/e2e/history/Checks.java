package io.rivulet.e2e.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Compares what is served with what may, must or does have to be.
final class Checks {
  private static final int DEEP = 7;
  private static final int FIRST = 20;

  private final Truth truth;
  private final Reader reader;
  private final Reach reach;
  private final OwnClock clock;
  private final List<String> transcript = new ArrayList<>();

  Checks(Truth truth, Reader reader, Reach reach, OwnClock clock) {
    this.truth = truth;
    this.reader = reader;
    this.reach = reach;
    this.clock = clock;
  }

  /// What was served whenever everything was quiet, with its `Link`.
  List<String> transcript() {
    return transcript;
  }

  /// While things are under way: a page is in order, has nothing that cannot be visible, and has
  /// everything that must be.
  void meanwhile(long viewer, Query query) {
    long now = clock.millis();
    List<Truth.Post> due = reach.due(viewer, now);
    Reader.Served served = reader.read(viewer, query);
    Counted.READS.increment();
    if (served == null) {
      Counted.UNKNOWN.increment();
      return;
    }
    List<Long> ids = served.ids();
    assertThat(ids).isSortedAccordingTo((a, b) -> Long.compare(b, a)).doesNotHaveDuplicates();
    assertThat(query.allows(ids)).as("%s of %s", ids, query).isTrue();
    Possible may = new Possible(truth, viewer, now, true);
    for (long id : ids) {
      Truth.Post post = truth.post(id);
      assertThat(post != null && may.shown(post))
          .as(() -> viewer + " sees " + truth.model.explain(viewer, id, now))
          .isTrue();
    }
    Possible must = new Possible(truth, viewer, now, false);
    for (Truth.Post post : due) {
      long id = post.published().id();
      if (query.reaches(id, ids) && must.shown(post)) {
        Counted.DUE.increment();
        assertThat(ids)
            .as(() -> viewer + " misses " + truth.model.explain(viewer, id, now))
            .contains(id);
      }
    }
  }

  /// With nothing under way: pages are what the definition says.
  ///
  /// @param deep whether all pages are read, and windows of other kinds
  void exact(long viewer, boolean deep) {
    List<Long> home = truth.model.home(viewer, clock.millis());
    exact(viewer, home, new Query(FIRST, 0, 0, 0));
    if (!deep || home.isEmpty()) {
      return;
    }
    int limit = home.size() > 10 * DEEP ? 2 * FIRST : DEEP;
    long max = 0;
    do {
      Query query = new Query(limit, max, 0, 0);
      exact(viewer, home, query);
      List<Long> page = query.page(home);
      max = page.isEmpty() ? 0 : page.getLast();
    } while (max != 0);
    long middle = home.get(home.size() / 2);
    exact(viewer, home, new Query(DEEP, 0, middle, 0));
    exact(viewer, home, new Query(DEEP, 0, 0, middle));
    exact(viewer, home, new Query(DEEP, home.getFirst(), 0, home.getLast()));
  }

  private void exact(long viewer, List<Long> home, Query query) {
    Reader.Served served =
        Objects.requireNonNull(
            reader.read(viewer, query),
            () -> "%d is not served %s though nothing is under way".formatted(viewer, query));
    Counted.EXACT.increment();
    assertThat(served.ids())
        .as(() -> explain(viewer, query, query.page(home), served.ids()))
        .isEqualTo(query.page(home));
    transcript.add(viewer + " " + query.text() + " " + served.link() + " " + served.body());
  }

  private String explain(long viewer, Query query, List<Long> expected, List<Long> served) {
    StringBuilder text = new StringBuilder(viewer + ", " + query);
    for (long id : expected) {
      if (!served.contains(id)) {
        text.append("\n misses ").append(truth.model.explain(viewer, id, clock.millis()));
      }
    }
    for (long id : served) {
      if (!expected.contains(id)) {
        text.append("\n sees ").append(truth.model.explain(viewer, id, clock.millis()));
      }
    }
    return text.toString();
  }
}
