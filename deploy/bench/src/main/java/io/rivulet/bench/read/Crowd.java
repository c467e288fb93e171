package io.rivulet.bench.read;

import io.rivulet.bench.Filling;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Visibility;
import io.rivulet.id.Ids;
import io.rivulet.relations.Relation;
import io.rivulet.relations.RelationsBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A population in Redis: authors who posted in random order, one post a millisecond, each with a
/// text of its own, and viewers who each follow others. Every tenth post is a boost of a recent
/// one.
///
/// Nothing is skewed: a few authors whom all follow would make caches look better than they are.
final class Crowd {
  /// Of everything that is random here.
  static final long SEED = 7;

  static final long FIRST_AUTHOR = 1_000_000;
  static final long FIRST_VIEWER = 900_000_000;

  /// Large authors, of whom viewers follow some if asked to.
  static final int LARGE = 100;

  private static final long FIRST_LARGE = 800_000_000;
  private static final int LARGE_POSTS = 800;

  /// How many of a large author's newest posts have a body; more than are ever looked at.
  private static final int LARGE_BODIES = 100;

  private static final int BOOST_EVERY = 10;
  private static final int BOOSTED_WITHIN = 5_000;
  private static final List<String> WORDS =
      List.of(
          "lake",
          "morning",
          "heron",
          "reeds",
          "quiet",
          "walked",
          "again",
          "bridge",
          "train",
          "late",
          "coffee",
          "rain",
          "window",
          "garden",
          "neighbour",
          "music",
          "yesterday",
          "#birds",
          "read",
          "market",
          "bicycle",
          "evening",
          "cold",
          "harbour",
          "letter",
          "old",
          "stone",
          "north");

  private final CrowdSettings settings;
  private final int[] authorOf;

  /// Of a boost: which post it shows; -1 otherwise.
  private final int[] boosted;

  Crowd(CrowdSettings settings) {
    this.settings = settings;
    this.authorOf = new int[settings.published()];
    this.boosted = new int[settings.published()];
    var random = new SplittableRandom(SEED);
    for (int post = 0; post < authorOf.length; post++) {
      authorOf[post] = random.nextInt(settings.authors());
      boosted[post] = random.nextInt(BOOST_EVERY) == 0 && post > 0 ? original(post, random) : -1;
    }
  }

  private int original(int post, SplittableRandom random) {
    int recent = post - 1 - random.nextInt(Math.min(post, BOOSTED_WITHIN));
    return boosted[recent] < 0 ? recent : boosted[recent];
  }

  CrowdSettings settings() {
    return settings;
  }

  List<Long> viewers() {
    List<Long> viewers = new ArrayList<>();
    for (int i = 0; i < settings.viewers(); i++) {
      viewers.add(FIRST_VIEWER + i);
    }
    return viewers;
  }

  /// An id below which a viewer's entries begin that are older than about so many others.
  long before(int entries) {
    return Filling.entry(Math.max(1, authorOf.length - (long) entries * settings.spacing()));
  }

  void fill(Filling filling) {
    long[][] timelines = timelines();
    for (int author = 0; author < settings.authors(); author++) {
      filling.account(FIRST_AUTHOR + author, timelines[author]);
    }
    var random = new SplittableRandom(SEED + 1);
    for (int post = 0; post < authorOf.length; post++) {
      filling.body(published(post, random));
    }
    for (int author = 0; author < LARGE; author++) {
      fillLarge(filling, author, random);
    }
    for (long viewer : viewers()) {
      filling.account(viewer, new long[0]);
    }
    relate(filling, 0);
  }

  /// Has each viewer follow some large authors too; drops his timeline.
  void relate(Filling filling, int pulled) {
    for (long viewer : viewers()) {
      filling.relations(viewer, follows(viewer, pulled));
    }
    filling.finish();
  }

  private void fillLarge(Filling filling, int author, SplittableRandom random) {
    long[] ids = new long[LARGE_POSTS];
    for (int post = 0; post < LARGE_POSTS; post++) {
      ids[post] = Filling.entry((long) authorOf.length * post / LARGE_POSTS) + 1 + author;
    }
    filling.account(FIRST_LARGE + author, ids);
    for (int post = LARGE_POSTS - LARGE_BODIES; post < LARGE_POSTS; post++) {
      filling.body(
          new PostPublished(
              ids[post],
              FIRST_LARGE + author,
              Ids.time(ids[post]),
              PostContent.ofText(text(post, random)),
              Visibility.PUBLIC,
              null,
              null,
              null,
              null));
    }
  }

  private long[][] timelines() {
    int[] counts = new int[settings.authors()];
    for (int author : authorOf) {
      counts[author]++;
    }
    long[][] timelines = new long[settings.authors()][];
    for (int author = 0; author < timelines.length; author++) {
      timelines[author] = new long[counts[author]];
    }
    int[] at = new int[settings.authors()];
    for (int post = 0; post < authorOf.length; post++) {
      int author = authorOf[post];
      timelines[author][at[author]++] = Filling.entry(post);
    }
    return timelines;
  }

  private PostPublished published(int post, SplittableRandom random) {
    int original = boosted[post];
    long id = Filling.entry(post);
    return new PostPublished(
        id,
        author(post),
        Ids.time(id),
        original < 0 ? PostContent.ofText(text(post, random)) : PostContent.EMPTY,
        Visibility.PUBLIC,
        null,
        original < 0 ? null : new PostRef(Filling.entry(original), author(original)),
        null,
        null);
  }

  private long author(int post) {
    return FIRST_AUTHOR + authorOf[post];
  }

  private static String text(int post, SplittableRandom random) {
    var text = new StringBuilder("Post ").append(post);
    for (int words = 5 + random.nextInt(30); words > 0; words--) {
      text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }

  private RelationsBuilder follows(long viewer, int pulled) {
    var random = new SplittableRandom(viewer);
    var relations = new RelationsBuilder();
    for (int i = 0; i < settings.followees(); i++) {
      relations.set(FIRST_AUTHOR + random.nextInt(settings.authors()), Relation.FOLLOWING, false);
    }
    int first = random.nextInt(LARGE);
    for (int i = 0; i < pulled; i++) {
      relations.set(FIRST_LARGE + (first + i) % LARGE, Relation.FOLLOWING, true);
    }
    return relations;
  }
}
