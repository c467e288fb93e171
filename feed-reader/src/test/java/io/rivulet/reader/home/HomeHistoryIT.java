package io.rivulet.reader.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostRef;
import io.rivulet.event.Visibility;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.PostBody;
import io.rivulet.reader.Feed;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.merge.AuthorTimelines;
import io.rivulet.reader.merge.RecentEntries;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.reader.page.Window;
import io.rivulet.timeline.TimelineLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Random histories of a small network, with timelines of six entries so that floors matter: every
/// page read must be what the definition of a home timeline says, whatever was delivered late or
/// twice, trimmed, dropped, corrupted or rebuilt in between. What the viewer himself did counts
/// from the moment it was acknowledged to him, however far the fan-out got with it.
class HomeHistoryIT {
  private static final int ACCOUNTS = 5;
  private static final TimelineLimits limits = new TimelineLimits(6, 3);

  private static Feed feed;
  private static HomePages pages;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /// An entry as the model knows it.
  private record Published(
      long id, long author, Visibility visibility, long answers, long boostOf) {}

  private record Delivery(long viewer, long id, Runnable step) {}

  private final TreeMap<Long, Published> entries = new TreeMap<>();
  private final Set<Long> deleted = new HashSet<>();
  private final Map<Long, Set<Long>> following = new HashMap<>();
  private final Map<Long, Set<Long>> plannedFollowers = new HashMap<>();
  private final Map<Long, Deque<Runnable>> toPlan = new HashMap<>();
  private final List<Delivery> toDeliver = new ArrayList<>();
  private long lastId;

  @BeforeAll
  static void connect() {
    feed = new Feed(limits);
    ReaderMeters meters = new ReaderMeters(new SimpleMeterRegistry());
    Access access = Access.of(feed.redis(), meters);
    AuthorTimelines timelines = new AuthorTimelines(access, limits);
    Snapshots snapshots = new Snapshots(access);
    RecentEntries recent = new RecentEntries(timelines);
    HomeSettings settings = HomeSettings.DEFAULT;
    HomeViews views =
        new HomeViews(
            access,
            snapshots,
            new HomeRebuild(access, snapshots, timelines, settings, 2),
            recent,
            new Renewals(feed.redis(), settings.timeToLive(), settings.renewEvery()),
            settings);
    Hydration hydration = new Hydration(access, new Profiles(access));
    pages = new HomePages(views, recent, hydration, new Patience(Duration.ofMillis(50), meters));
  }

  @AfterAll
  static void disconnect() {
    feed.close();
  }

  @Test
  void everyPageIsTheDefinition() {
    for (int history = 0; history < 12; history++) {
      begin();
      for (int i = 0; i < 120; i++) {
        act();
        if (i % 4 == 3) {
          read();
        }
      }
    }
  }

  private void begin() {
    feed.clear();
    List.of(entries, following, plannedFollowers, toPlan).forEach(Map::clear);
    deleted.clear();
    toDeliver.clear();
    for (long account = 1; account <= ACCOUNTS; account++) {
      feed.account(account, "user" + account);
      following.put(account, new HashSet<>());
      plannedFollowers.put(account, new HashSet<>());
      toPlan.put(account, new ArrayDeque<>());
    }
  }

  private void act() {
    switch (random.nextInt(20)) {
      case 0, 1 -> follow();
      case 2 -> unfollow();
      case 3, 4 -> delete();
      case 5 -> feed.delete(Keyspace.home(account()));
      case 6 -> lose(account());
      case 7 -> feed.put(Keyspace.home(account()), "rubbish".getBytes(StandardCharsets.UTF_8));
      case 8, 9, 10 -> plan(account());
      case 11, 12 -> deliver(random.nextInt(Math.max(1, toDeliver.size())));
      default -> publish();
    }
  }

  private long account() {
    return 1L + random.nextInt(ACCOUNTS);
  }

  private void publish() {
    lastId += 1 + random.nextInt(3);
    long id = lastId;
    long author = account();
    Published original = original(author);
    int kind = original == null ? 0 : random.nextInt(4);
    Visibility visibility =
        kind == 1 || random.nextInt(4) > 0 ? Visibility.PUBLIC : Visibility.FOLLOWERS;
    long boostOf = kind == 1 && original != null ? original.id() : 0;
    long answers = kind == 2 && original != null ? original.author() : 0;
    Published entry = new Published(id, author, visibility, answers, boostOf);
    entries.put(id, entry);
    PostBody body = body(entry);
    feed.overlay(id, body);
    queue(author)
        .add(
            () -> {
              feed.body(id, body);
              feed.add(author, id);
              fanOut(author, id);
            });
  }

  private void fanOut(long author, long id) {
    Set<Long> viewers = new HashSet<>(plannedFollowers.getOrDefault(author, Set.of()));
    viewers.add(author);
    for (long viewer : viewers) {
      for (int copies = random.nextInt(8) == 0 ? 2 : 1; copies > 0; copies--) {
        toDeliver.add(new Delivery(viewer, id, () -> feed.deliver(viewer, id)));
      }
    }
  }

  /// Something that may be boosted or answered: open to all, or the author's own.
  private @Nullable Published original(long author) {
    List<Published> choice =
        entries.values().stream()
            .filter(entry -> entry.boostOf() == 0 && !deleted.contains(entry.id()))
            .filter(entry -> entry.visibility() == Visibility.PUBLIC || entry.author() == author)
            .toList();
    return choice.isEmpty() ? null : choice.get(random.nextInt(choice.size()));
  }

  private PostBody body(Published entry) {
    if (entry.boostOf() != 0) {
      long author = Objects.requireNonNull(entries.get(entry.boostOf())).author();
      return feed.boost(entry.id(), entry.author(), new PostRef(entry.boostOf(), author));
    }
    PostRef replyTo = entry.answers() == 0 ? null : new PostRef(1, entry.answers());
    return feed.post(
        entry.id(),
        entry.author(),
        PostContent.ofText("post " + entry.id()),
        entry.visibility(),
        replyTo);
  }

  private void delete() {
    List<Published> choice =
        entries.values().stream().filter(entry -> !deleted.contains(entry.id())).toList();
    if (!choice.isEmpty()) {
      Published entry = choice.get(random.nextInt(choice.size()));
      deleted.add(entry.id());
      PostBody tombstone = feed.tombstone(entry.author());
      feed.overlay(entry.id(), tombstone);
      queue(entry.author()).add(() -> feed.body(entry.id(), tombstone));
    }
  }

  private void follow() {
    relate(account(), account(), true);
  }

  private void unfollow() {
    relate(account(), account(), false);
  }

  private void relate(long viewer, long target, boolean follows) {
    if (viewer == target) {
      return;
    }
    queue(target)
        .add(
            () -> {
              change(plannedFollowers, target, viewer, follows);
              // Relations take one lane, so they stay in order; they are applied at once here.
              change(following, viewer, target, follows);
              feed.relate(
                  viewer, of(following, viewer).stream().mapToLong(Long::longValue).toArray());
            });
  }

  private static void change(Map<Long, Set<Long>> sets, long key, long member, boolean in) {
    if (in) {
      of(sets, key).add(member);
    } else {
      of(sets, key).remove(member);
    }
  }

  private static Set<Long> of(Map<Long, Set<Long>> sets, long key) {
    return Objects.requireNonNull(sets.get(key));
  }

  private Deque<Runnable> queue(long author) {
    return Objects.requireNonNull(toPlan.get(author));
  }

  private void plan(long author) {
    Runnable next = queue(author).poll();
    if (next != null) {
      next.run();
    }
  }

  private void deliver(int index) {
    if (index < toDeliver.size()) {
      toDeliver.remove(index).step().run();
    }
  }

  /// Redis loses what was delivered to a viewer last; the worker notices and raises the generation.
  private void lose(long viewer) {
    toDeliver.removeIf(delivery -> delivery.viewer() == viewer);
    feed.invalidate(viewer);
  }

  /// Reads a page when everything has arrived but, perhaps, what the viewer himself did.
  private void read() {
    long viewer = account();
    for (long author = 1; author <= ACCOUNTS; author++) {
      while ((author != viewer || random.nextBoolean()) && !queue(author).isEmpty()) {
        plan(author);
      }
    }
    for (int i = toDeliver.size() - 1; i >= 0; i--) {
      Delivery delivery = toDeliver.get(i);
      boolean ownEntry =
          Objects.requireNonNull(entries.get(delivery.id())).author() == delivery.viewer();
      if (!ownEntry || random.nextBoolean()) {
        deliver(i);
      }
    }
    PageRequest request = request();
    List<Long> shown = pages.read(viewer, request).items().stream().map(Status::id).toList();
    assertThat(shown)
        .as("seed %s: %s for %s of %s", seed, request, viewer, home(viewer))
        .isEqualTo(expected(viewer, request));
  }

  private PageRequest request() {
    long above = random.nextInt(3) > 0 ? 0 : random.nextLong(lastId + 2);
    long below = random.nextInt(3) > 0 ? Long.MAX_VALUE : random.nextLong(lastId + 2);
    return new PageRequest(
        1 + random.nextInt(12), new Window(above, below, random.nextInt(3) == 0));
  }

  private List<Long> expected(long viewer, PageRequest request) {
    List<Long> home = home(viewer).stream().filter(request.window()::contains).toList();
    int limit = Math.min(request.limit(), home.size());
    return request.window().oldestFirst()
        ? home.subList(home.size() - limit, home.size())
        : home.subList(0, limit);
  }

  /// home(u), written down once more.
  private List<Long> home(long viewer) {
    List<Long> home = new ArrayList<>();
    for (long author = 1; author <= ACCOUNTS; author++) {
      long whose = author;
      if (author == viewer || of(following, viewer).contains(author)) {
        entries.descendingMap().values().stream()
            .filter(entry -> entry.author() == whose)
            .limit(limits.kept())
            .filter(entry -> visible(viewer, entry))
            .forEach(entry -> home.add(entry.id()));
      }
    }
    home.sort((a, b) -> Long.compare(b, a));
    return home;
  }

  private boolean visible(long viewer, Published entry) {
    if (deleted.contains(entry.id()) || deleted.contains(entry.boostOf())) {
      return false;
    }
    Published original = entries.get(entry.boostOf());
    return entry.author() == viewer
        || original == null
        || original.visibility() == Visibility.PUBLIC
        || original.author() == viewer
        || of(following, viewer).contains(original.author());
  }
}
