package io.rivulet.e2e.guarantee;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// A made-up story: one thing after the other, ten seconds apart unless it says otherwise, with the
/// fan-out done before the next one begins.
final class Tale {
  private static final long STEP = Duration.ofSeconds(10).toNanos();
  private static final long LASTS = Duration.ofMillis(10).toNanos();
  private static final int LIMIT = 4;

  private final List<Act> acts = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<Page> pages = new ArrayList<>();
  private long now;
  private boolean fanoutAway;
  private int walk;

  Tale post(long author, long id) {
    return publish(new Entry(id, author, new Post(id, author, Set.of(), false)));
  }

  Tale mention(long author, long id, long mentioned, boolean direct) {
    return publish(new Entry(id, author, new Post(id, author, Set.of(mentioned), direct)));
  }

  Tale boost(long booster, long id, long author, long original) {
    return publish(new Entry(id, booster, new Post(original, author, Set.of(), false)));
  }

  private Tale publish(Entry entry) {
    acts.add(new Act.Published(entry, next()));
    return this;
  }

  Tale delete(long author, long id) {
    acts.add(new Act.Deleted(author, id, next()));
    return this;
  }

  Tale relate(long actor, Deed deed, long target) {
    acts.add(new Act.Related(actor, target, deed, next()));
    return this;
  }

  /// An act that began together with the last one, and answered together with it.
  Tale meanwhile(long actor, Deed deed, long target) {
    acts.add(new Act.Related(actor, target, deed, acts.getLast().at()));
    return this;
  }

  /// From now on the fan-out does nothing.
  Tale fanoutAway() {
    fanoutAway = true;
    return this;
  }

  /// The first page, up to four entries.
  Tale sees(long viewer, long... ids) {
    return sees(viewer, Window.newest(LIMIT), ids);
  }

  Tale sees(long viewer, Window window, long... ids) {
    walk++;
    return seesNext(viewer, window, ids);
  }

  /// A page that goes on with the walk of the last one.
  Tale seesNext(long viewer, Window window, long... ids) {
    List<Long> entries = Arrays.stream(ids).boxed().toList();
    pages.add(new Page(viewer, walk, window, next(), entries));
    return this;
  }

  private Span next() {
    now += STEP;
    if (!fanoutAway) {
      marks.add(new Mark(now - STEP / 2, now - STEP / 2));
    }
    return new Span(now, now + LASTS);
  }

  List<Violation> violations(Guarantee guarantee) {
    return guarantee.judge(new Story(acts, new InForce(marks, List.of()), pages)).violations();
  }
}
