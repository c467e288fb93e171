package io.rivulet.reader.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Visibility;
import io.rivulet.reader.Feed;
import io.rivulet.reader.index.IndexSearch.Listed;
import io.rivulet.reader.page.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random histories, with crashes and commits in between, against a model that keeps everything in
/// maps: `-Dfeed.seed=N` repeats one, `-Dfeed.histories=N` takes more.
final class RandomHistoryTest {
  private static final int HISTORIES = Integer.getInteger("feed.histories", 6);
  private static final int STEPS = 600;
  private static final int AUTHORS = 5;
  private static final String[] WORDS = {"kiwi", "kilo", "mango", "#tea", "#Teapot", "#milk"};

  private static final List<Visibility> VISIBILITIES =
      List.of(
          Visibility.PUBLIC,
          Visibility.PUBLIC,
          Visibility.PUBLIC,
          Visibility.UNLISTED,
          Visibility.FOLLOWERS,
          Visibility.DIRECT);

  @TempDir Path folder;

  private record Entry(PostPublished post, PostContent content, int edits, boolean deleted) {
    boolean shown(Predicate<Entry> of) {
      return !deleted && of.test(this);
    }
  }

  /// What must be found.
  private static final class Model {
    private final TreeMap<Long, Entry> posts = new TreeMap<>();
    private final Set<String> unseen = new HashSet<>();
    private final Map<String, Long> keys = new HashMap<>();
    private final Map<Long, LinkedHashMap<Long, Boolean>> followers = new HashMap<>();

    void publish(PostPublished post) {
      String key = post.author() + "/" + post.clientKey();
      Long first = post.clientKey() == null ? null : keys.get(key);
      if ((first != null && first != post.id()) || posts.containsKey(post.id())) {
        return;
      }
      boolean deleted = unseen.contains(post.author() + "/" + post.id());
      posts.put(post.id(), new Entry(post, post.content(), 0, deleted));
      if (post.clientKey() != null) {
        keys.put(key, post.id());
      }
    }

    private @Nullable Entry of(long author, PostTarget target) {
      long id =
          switch (target) {
            case PostTarget.ById(long given) -> given;
            case PostTarget.ByClientKey(String key) -> keys.getOrDefault(author + "/" + key, 0L);
          };
      Entry entry = posts.get(id);
      return entry == null || entry.post().author() != author ? null : entry;
    }

    void edit(PostEdited edit) {
      Entry entry = of(edit.author(), edit.target());
      if (entry != null && !entry.deleted() && !entry.post().boost()) {
        posts.put(
            entry.post().id(), new Entry(entry.post(), edit.content(), entry.edits() + 1, false));
      }
    }

    void delete(PostDeleted delete) {
      Entry entry = of(delete.author(), delete.target());
      if (entry != null) {
        posts.put(entry.post().id(), new Entry(entry.post(), entry.content(), entry.edits(), true));
      } else if (delete.target() instanceof PostTarget.ById(long id)) {
        unseen.add(delete.author() + "/" + id);
      }
    }

    void follow(long viewer, long target, boolean follows) {
      var of = followers.computeIfAbsent(target, _ -> new LinkedHashMap<>());
      if (follows) {
        of.putIfAbsent(viewer, true);
      } else {
        of.remove(viewer);
      }
    }

    long[] ids(Predicate<Entry> wanted) {
      return posts.descendingMap().entrySet().stream()
          .filter(entry -> entry.getValue().shown(wanted))
          .mapToLong(Map.Entry::getKey)
          .toArray();
    }
  }

  @Test
  void findsWhatAPlainModelFinds() {
    long seed = Long.getLong("feed.seed", System.nanoTime());
    for (int i = 0; i < HISTORIES; i++) {
      long own = seed + i;
      System.out.println("RandomHistoryTest: -Dfeed.seed=" + own + " -Dfeed.histories=1");
      new History(own, folder.resolve(Long.toString(own))).run();
    }
  }

  private static final class History {
    private final Random random;
    private final Topic topic = new Topic();
    private final Model model = new Model();
    private final IndexFixture index;
    private long lastId = 1_000;

    History(long seed, Path folder) {
      random = new Random(seed);
      index = new IndexFixture(folder, topic);
    }

    void run() {
      try (index) {
        for (int step = 1; step <= STEPS; step++) {
          act();
          if (step % 60 == 0) {
            check(index.catchUp());
          }
          int what = random.nextInt(40);
          if (what == 0) {
            index.catchUp();
            index.commit();
          } else if (what == 1) {
            index.restart();
          }
        }
      }
    }

    private void act() {
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> publish(newId());
        case 4 -> publish(anyId());
        case 5 -> {
          var edit = new PostEdited(target(), author(), Feed.TIME, content(), null);
          topic.add(edit);
          model.edit(edit);
        }
        case 6 -> {
          var delete = new PostDeleted(target(), author(), Feed.TIME, null);
          topic.add(delete);
          model.delete(delete);
        }
        default -> {
          long viewer = author() + 100;
          long target = author();
          boolean follows = random.nextInt(3) > 0;
          topic.add(follows ? Events.follow(viewer, target) : Events.unfollow(viewer, target));
          model.follow(viewer, target, follows);
        }
      }
    }

    private void publish(long id) {
      // Ids are unique over authors, also those of posts that are deleted before they come.
      long author = 1 + id % AUTHORS;
      boolean boost = random.nextInt(6) == 0;
      PostRef other = new PostRef(Math.min(anyId(), id - 1), author());
      PostPublished post =
          new PostPublished(
              id,
              author,
              Feed.TIME,
              boost ? PostContent.EMPTY : content(),
              VISIBILITIES.get(random.nextInt(VISIBILITIES.size())),
              !boost && random.nextInt(4) == 0 ? other : null,
              boost ? other : null,
              random.nextInt(5) == 0 ? "k" + random.nextInt(20) : null,
              null);
      topic.add(post);
      model.publish(post);
    }

    private long newId() {
      lastId += 1 + random.nextInt(3);
      return lastId;
    }

    private long anyId() {
      return lastId - random.nextInt(60) + 5;
    }

    private long author() {
      return 1L + random.nextInt(AUTHORS);
    }

    private PostTarget target() {
      return random.nextInt(4) == 0
          ? PostTarget.ofClientKey("k" + random.nextInt(20))
          : PostTarget.of(anyId());
    }

    private PostContent content() {
      return Events.content(
          WORDS[random.nextInt(WORDS.length)] + " " + WORDS[random.nextInt(WORDS.length)]);
    }

    private void check(IndexSearch search) {
      Predicate<Entry> open =
          entry ->
              entry.post().visibility() == Visibility.PUBLIC
                  && !entry.post().boost()
                  && entry.post().replyTo() == null;
      pages(search, PostQuery.open(false), model.ids(open));
      pages(
          search,
          PostQuery.tagged(Set.of("tea"), Set.of(), Set.of("milk"), false),
          model.ids(
              entry ->
                  entry.post().visibility() == Visibility.PUBLIC
                      && entry.content().tags().contains("tea")
                      && !entry.content().tags().contains("milk")));
      pages(
          search,
          PostQuery.words("kiwi", 0, 0).orElseThrow(),
          model.ids(
              entry ->
                  entry.post().visibility() != Visibility.DIRECT
                      && entry.content().text().contains("kiwi")));
      pages(
          search,
          PostQuery.words("ki", 0, 3).orElseThrow(),
          model.ids(
              entry ->
                  entry.post().visibility() != Visibility.DIRECT
                      && entry.post().author() == 3
                      && entry.content().text().contains("ki")));
      followers(search);
      histories(search);
    }

    /// Walks a list down from the top and up from the bottom.
    private void pages(IndexSearch search, PostQuery query, long[] expected) {
      int limit = 1 + random.nextInt(9);
      assertThat(walked(search, query, Window.ALL, limit)).containsExactly(expected);
      assertThat(walked(search, query, new Window(0, Long.MAX_VALUE, true), limit))
          .containsExactly(LongStream.of(expected).sorted().toArray());
      long above = anyId();
      long below = above + random.nextInt(40);
      assertThat(search.posts(query, new Window(above, below, false), STEPS))
          .containsExactly(
              LongStream.of(expected).filter(id -> id > above && id < below).toArray());
    }

    private static long[] walked(IndexSearch search, PostQuery query, Window all, int limit) {
      List<Long> walked = new ArrayList<>();
      Window left = all;
      while (true) {
        long[] page = search.posts(query, left, limit);
        LongStream.of(page).forEach(walked::add);
        if (page.length < limit) {
          return walked.stream().mapToLong(Long::longValue).toArray();
        }
        left = left.after(page[page.length - 1]);
      }
    }

    private void followers(IndexSearch search) {
      for (long author = 1; author <= AUTHORS; author++) {
        List<Long> expected =
            List.copyOf(
                model.followers.getOrDefault(author, new LinkedHashMap<>()).sequencedKeySet());
        assertThat(search.followers(author, Window.ALL, STEPS).stream().map(Listed::account))
            .containsExactlyElementsOf(expected.reversed());
      }
    }

    private void histories(IndexSearch search) {
      model.posts.forEach(
          (id, entry) -> {
            IndexSearch.History history = search.history(id);
            if (entry.deleted()) {
              assertThat(history).isNull();
            } else {
              assertThat(Objects.requireNonNull(history).editions().getLast().content().text())
                  .isEqualTo(entry.content().text());
            }
          });
    }
  }
}
