package io.rivulet.reader.index;

import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.reader.page.Window;
import io.rivulet.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How fast the index is, without Kafka and Redis: `-Dtest=IndexSpeed`. No test; RATIONALE.md has
/// what it printed.
final class IndexSpeed {
  private static final int POSTS = Integer.getInteger("feed.posts", 100_000);
  private static final int AUTHORS = 5_000;
  private static final int FOLLOWS = POSTS;
  private static final int WORDS_OF_A_POST = 20;
  private static final int VOCABULARY = 50_000;
  private static final int ROUNDS = 2_000;

  /// An author of posts that come later, with none before.
  private static final long FRESH = 1_000_007;

  @TempDir Path folder;
  private final Random random = new Random(1);

  @Test
  void measure() throws IOException {
    Topic topic = new Topic();
    events().forEach(topic::add);
    try (OpenIndex index = OpenIndex.open(IndexSettings.of(folder), Topic.IDS, topic.spread())) {
      long begun = System.nanoTime();
      for (ConsumerRecord<byte[], byte[]> record : topic.records()) {
        index.take(record);
        if (index.isFull()) {
          index.refresh();
        }
      }
      index.refresh();
      index.commit();
      index.refresh();
      double seconds = (System.nanoTime() - begun) / 1e9;
      int events = topic.records().size();
      System.out.printf(
          "%,d events in %.1f s: %,.0f/s, %,d bytes%n", events, seconds, events / seconds, bytes());
      search(new IndexSearch(index.searchers(), "http://127.0.0.1:8080"));
      fresh(index);
    }
  }

  private List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (int author = 1; author <= AUTHORS; author++) {
      events.add(Events.account(author, "user" + author, word() + " " + word()));
    }
    for (int i = 0; i < FOLLOWS; i++) {
      long followee = 1L + skewed(AUTHORS);
      long follower = 1L + random.nextInt(AUTHORS);
      if (follower != followee) {
        events.add(Events.follow(follower, followee));
      }
    }
    for (int i = 0; i < POSTS; i++) {
      long author = 1L + random.nextInt(AUTHORS);
      events.add(
          i % 4 == 0 && i > 100
              ? Events.reply(id(i), author, id(i - 1 - random.nextInt(100)), 1)
              : Events.post(id(i), author, text()));
      if (i % 20 == 0) {
        events.add(Events.edit(id(i), author, text()));
      } else if (i % 50 == 1) {
        events.add(Events.delete(id(i), author));
      }
    }
    return events;
  }

  private static long id(int post) {
    return (1_000_000L + post) << 16;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < WORDS_OF_A_POST; i++) {
      text.append(word()).append(' ');
    }
    return text.append("#tag").append(skewed(1_000)).toString();
  }

  private String word() {
    return "w" + Integer.toString(skewed(VOCABULARY), 36);
  }

  /// Small numbers are much more frequent, as words are.
  private int skewed(int bound) {
    return (int) (bound * Math.pow(random.nextDouble(), 4));
  }

  private long bytes() throws IOException {
    try (var files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private void search(IndexSearch search) {
    PostQuery open = PostQuery.open(false);
    time("newest public page of 26 ids", () -> search.posts(open, Window.ALL, 26));
    time(
        "public page in the middle",
        () -> search.posts(open, new Window(0, id(random.nextInt(POSTS)), false), 26));
    time(
        "public page upwards from a cursor",
        () -> search.posts(open, new Window(id(random.nextInt(POSTS)), Long.MAX_VALUE, true), 26));
    time(
        "newest page of a tag",
        () ->
            search.posts(
                PostQuery.tagged(Set.of("tag" + skewed(1_000)), Set.of(), Set.of(), false),
                Window.ALL,
                26));
    time("search of two words", () -> words(search, word() + " " + word()));
    time("search of the beginning of a word", () -> words(search, word().substring(0, 2)));
    time("accounts by the beginning of a name", () -> search.accounts("user1", null, 200));
    time("tags by their beginning", () -> search.tags("tag1", 20));
    time("page of followers", () -> search.followers(1 + skewed(AUTHORS), Window.ALL, 50));
    time("answers to 20 posts", () -> search.answers(twenty(), 60));
    time("body of a post", () -> search.body(id(random.nextInt(POSTS))));
  }

  private static Object words(IndexSearch search, String text) {
    return PostQuery.words(text, 1, 0)
        .map(query -> search.posts(query, Window.ALL, 26))
        .orElse(new long[0]);
  }

  private List<Long> twenty() {
    return random.ints(20, 0, POSTS).mapToObj(IndexSpeed::id).toList();
  }

  private interface Timed {
    @Nullable Object run();
  }

  private static void time(String what, Timed timed) {
    long[] nanos = new long[ROUNDS];
    int found = 0;
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      found += timed.run() == null ? 0 : 1;
      nanos[Math.max(0, round)] = System.nanoTime() - begun;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%s: p50 %,d µs, p99 %,d µs (%d)%n",
        what, nanos[ROUNDS / 2] / 1_000, nanos[ROUNDS * 99 / 100] / 1_000, found);
  }

  /// What a refresh takes when some posts came since the last one.
  private void fresh(OpenIndex index) throws IOException {
    long[] nanos = new long[100];
    for (int round = 0; round < nanos.length; round++) {
      for (int i = 0; i < 20; i++) {
        long id = id(POSTS + round * 20 + i);
        index.take(
            new ConsumerRecord<>(
                Topics.POSTS,
                Topics.partition(FRESH, 4),
                1_000_000 + round * 20L + i,
                Topics.key(FRESH),
                EventJson.encode(Events.post(id, FRESH, text()))));
      }
      long begun = System.nanoTime();
      index.refresh();
      nanos[round] = System.nanoTime() - begun;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "refresh after 20 posts: p50 %,d µs, p99 %,d µs%n", nanos[50] / 1_000, nanos[98] / 1_000);
  }
}
