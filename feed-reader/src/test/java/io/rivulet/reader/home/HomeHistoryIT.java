package io.rivulet.reader.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.event.Mention;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostRef;
import io.rivulet.event.Visibility;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.PostBody;
import io.rivulet.reader.Feed;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.HoldSettings;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.reader.home.HomeModel.Pair;
import io.rivulet.reader.home.HomeModel.Published;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.merge.Gathering.Reach;
import io.rivulet.reader.merge.Timelines;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.reader.page.Window;
import io.rivulet.relations.OwnRelation;
import io.rivulet.relations.Relation;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.timeline.TimelineLimits;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Random histories of a small network, with timelines of six entries so that floors matter: every
/// page read must be what the definition of a home timeline says ([HomeModel]), whatever was
/// delivered late or twice, trimmed, dropped, corrupted or rebuilt in between, and whoever was
/// large meanwhile and not delivered. What the viewer himself did counts from the moment it was
/// acknowledged to him, however far the fan-out got with it.
class HomeHistoryIT {
  private static final int ACCOUNTS = 5;
  private static final TimelineLimits limits = new TimelineLimits(6, 3);

  /// The time by which mutes end.
  private static long now = 1_000;

  private static Feed feed;
  private static HomePages pages;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /// Something on its way through the fan-out.
  ///
  /// @param by the account that did it
  private record Step(long by, Runnable work) {}

  private record Delivery(long viewer, long id, Runnable work) {}

  private HomeModel model = new HomeModel(ACCOUNTS, limits.kept());
  private final Map<Long, Set<Long>> plannedFollowers = new HashMap<>();

  /// What lies in the topics, by key.
  private final Map<Long, Deque<Step>> toPlan = new HashMap<>();

  /// What changes the relations of a viewer: one lane, in order.
  private final Map<Long, Deque<Step>> toRelate = new HashMap<>();

  private final List<Delivery> toDeliver = new ArrayList<>();
  private final Map<Long, RelationsBuilder> relations = new HashMap<>();
  private final Set<Long> large = new HashSet<>();
  private long lastId;
  private long lastOffset;

  private static final class TestClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now);
    }
  }

  @BeforeAll
  static void connect() {
    feed = new Feed(limits);
    ReaderMeters meters = new ReaderMeters(new SimpleMeterRegistry());
    Access access = Access.of(feed.redis(), meters, new TestClock());
    HoldSettings unheld = new HoldSettings(Duration.ZERO, 0);
    Timelines timelines = Timelines.of(access, limits, unheld);
    HomeViews views = HomeViews.of(access, timelines, HomeSettings.DEFAULT, new Reach(2, 2));
    Hydration hydration =
        new Hydration(
            access, new Profiles(access, unheld, System::nanoTime), unheld, System::nanoTime);
    Patience patience = new Patience(Duration.ofMillis(50), meters);
    pages = new HomePages(views, timelines.recent(), hydration, patience);
  }

  @AfterAll
  static void disconnect() {
    feed.close();
  }

  @Test
  void everyPageIsTheDefinition() {
    for (int history = 0; history < 20; history++) {
      begin();
      for (int i = 0; i < 150; i++) {
        act();
        if (i % 3 == 2) {
          read();
        }
      }
    }
  }

  private void begin() {
    feed.clear();
    model = new HomeModel(ACCOUNTS, limits.kept());
    List.of(plannedFollowers, toPlan, toRelate, relations).forEach(Map::clear);
    toDeliver.clear();
    large.clear();
    for (long account = 1; account <= ACCOUNTS; account++) {
      feed.account(account, "user" + account);
      plannedFollowers.put(account, new HashSet<>());
      toPlan.put(account, new ArrayDeque<>());
      toRelate.put(account, new ArrayDeque<>());
      relations.put(account, new RelationsBuilder());
    }
  }

  private void act() {
    switch (random.nextInt(28)) {
      case 0, 1, 2, 3 -> relate();
      case 4, 5 -> delete();
      case 6 -> feed.delete(Keyspace.home(account()));
      case 7 -> lose(account());
      case 8 -> feed.put(Keyspace.home(account()), "rubbish".getBytes(StandardCharsets.UTF_8));
      case 9, 10, 11 -> plan(queue(account()));
      case 12, 13 -> plan(lane(account()));
      case 14, 15 -> deliver(random.nextInt(Math.max(1, toDeliver.size())));
      case 16 -> cross(account());
      case 17 -> now += random.nextInt(20);
      default -> publish();
    }
  }

  private long account() {
    return 1L + random.nextInt(ACCOUNTS);
  }

  private Deque<Step> queue(long author) {
    return toPlan.computeIfAbsent(author, _ -> new ArrayDeque<>());
  }

  private Deque<Step> lane(long viewer) {
    return toRelate.computeIfAbsent(viewer, _ -> new ArrayDeque<>());
  }

  private void publish() {
    lastId += 1 + random.nextInt(3);
    long id = lastId;
    long author = account();
    Published original = original(author);
    int kind = original == null ? 0 : random.nextInt(3);
    Visibility visibility = kind == 1 || random.nextInt(3) > 0 ? Visibility.PUBLIC : visibility();
    long boostOf = kind == 1 && original != null ? original.id() : 0;
    long answers = kind == 2 && original != null ? original.author() : 0;
    long mentions = boostOf == 0 && random.nextInt(3) == 0 ? account() : 0;
    Published entry = new Published(id, author, visibility, answers, mentions, boostOf);
    model.entries.put(id, entry);
    PostBody body = body(entry);
    feed.overlay(id, body);
    queue(author)
        .add(
            new Step(
                author,
                () -> {
                  feed.body(id, body);
                  feed.add(author, id);
                  fanOut(author, id);
                }));
  }

  private Visibility visibility() {
    return random.nextBoolean() ? Visibility.FOLLOWERS : Visibility.DIRECT;
  }

  private void fanOut(long author, long id) {
    Set<Long> viewers =
        large.contains(author)
            ? new HashSet<>()
            : new HashSet<>(plannedFollowers.getOrDefault(author, Set.of()));
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
        model.entries.values().stream()
            .filter(entry -> entry.boostOf() == 0 && !model.deleted.contains(entry.id()))
            .filter(entry -> entry.visibility() == Visibility.PUBLIC || entry.author() == author)
            .toList();
    // Mostly one of the last, so that boosts repeat.
    int from = Math.max(0, choice.size() - 1 - random.nextInt(4));
    return choice.isEmpty() ? null : choice.get(from);
  }

  private PostBody body(Published entry) {
    if (entry.boostOf() != 0) {
      long author = model.entry(entry.boostOf()).author();
      return feed.boost(entry.id(), entry.author(), new PostRef(entry.boostOf(), author));
    }
    List<Mention> mentions =
        entry.mentions() == 0
            ? List.of()
            : List.of(new Mention(entry.mentions(), "user" + entry.mentions()));
    PostContent content =
        new PostContent(
            "post " + entry.id(), null, List.of(), null, List.of(), mentions, false, "");
    PostRef replyTo = entry.answers() == 0 ? null : new PostRef(1, entry.answers());
    return feed.post(entry.id(), entry.author(), content, entry.visibility(), replyTo);
  }

  private void delete() {
    List<Published> choice =
        model.entries.values().stream()
            .filter(entry -> !model.deleted.contains(entry.id()))
            .toList();
    if (!choice.isEmpty()) {
      Published entry = choice.get(random.nextInt(choice.size()));
      model.deleted.add(entry.id());
      PostBody tombstone = feed.tombstone(entry.author());
      feed.overlay(entry.id(), tombstone);
      queue(entry.author()).add(new Step(entry.author(), () -> feed.body(entry.id(), tombstone)));
    }
  }

  private void relate() {
    long viewer = account();
    long target = account();
    if (viewer != target) {
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> change(viewer, viewer, target, pair -> pair.follow(true));
        case 4 -> change(viewer, viewer, target, pair -> pair.follow(false));
        case 5, 6 -> change(viewer, viewer, target, Pair::unfollow);
        case 7 -> {
          boolean blocks = random.nextBoolean();
          change(viewer, viewer, target, blocks ? Pair::block : Pair::unblock);
          change(viewer, target, viewer, Pair::unfollow);
        }
        case 8 -> change(viewer, viewer, target, pair -> pair.mute(now + random.nextInt(40)));
        default -> change(viewer, viewer, target, pair -> pair.mute(0));
      }
    }
  }

  /// A record of a relation: in the topic by its target, noted in the overlay of its viewer.
  private void change(long by, long viewer, long target, UnaryOperator<Pair> change) {
    boolean followed = model.pair(viewer, target).follows();
    Pair pair = change.apply(model.pair(viewer, target));
    model.set(viewer, target, pair);
    Relation relation =
        new Relation(pair.follows(), false, pair.hidesBoosts(), pair.blocks(), pair.mutedUntil());
    long offset = ++lastOffset;
    feed.overlay(viewer, new OwnRelation(target, (int) target, offset, relation));
    queue(target)
        .add(
            new Step(
                by,
                () -> {
                  if (pair.follows()) {
                    plannedFollowers.computeIfAbsent(target, _ -> new HashSet<>()).add(viewer);
                  } else {
                    plannedFollowers.computeIfAbsent(target, _ -> new HashSet<>()).remove(viewer);
                  }
                  boolean pulled = large.contains(target);
                  boolean drop = pair.follows() && !followed && !pulled;
                  lane(viewer)
                      .add(
                          new Step(
                              by,
                              () ->
                                  write(
                                      viewer,
                                      drop,
                                      builder ->
                                          builder
                                              .set(target, relation, pulled)
                                              .applied((int) target, offset))));
                  lane(target)
                      .add(
                          new Step(
                              by,
                              () ->
                                  write(
                                      target,
                                      false,
                                      builder ->
                                          builder.setInverse(viewer, pair.blocks(), false))));
                }));
  }

  private void write(long viewer, boolean drop, UnaryOperator<RelationsBuilder> change) {
    RelationsBuilder builder = relations.computeIfAbsent(viewer, _ -> new RelationsBuilder());
    feed.relate(viewer, change.apply(builder), drop);
  }

  /// An author grows large, or small again: known to each follower by a record in his lane.
  private void cross(long author) {
    queue(author)
        .add(
            new Step(
                0,
                () -> {
                  boolean pulled = large.add(author) || !large.remove(author);
                  for (long viewer : plannedFollowers.getOrDefault(author, Set.of())) {
                    lane(viewer)
                        .add(
                            new Step(
                                0,
                                () ->
                                    write(
                                        viewer,
                                        !pulled,
                                        builder -> crossed(builder, author, pulled))));
                  }
                }));
  }

  private static RelationsBuilder crossed(RelationsBuilder builder, long author, boolean pulled) {
    return builder.set(author, builder.build(0).to(author), pulled);
  }

  private static void plan(Deque<Step> steps) {
    Step next = steps.poll();
    if (next != null) {
      next.work().run();
    }
  }

  private void deliver(int index) {
    if (index < toDeliver.size()) {
      toDeliver.remove(index).work().run();
    }
  }

  /// Redis loses what was delivered to a viewer last; the worker notices and raises the generation.
  private void lose(long viewer) {
    toDeliver.removeIf(delivery -> delivery.viewer() == viewer);
    feed.invalidate(viewer);
  }

  /// Takes all steps but, perhaps, the last ones of the viewer himself.
  private void drain(Deque<Step> steps, long viewer) {
    while (steps.stream().anyMatch(step -> step.by() != viewer)
        || (!steps.isEmpty() && random.nextBoolean())) {
      plan(steps);
    }
  }

  /// Reads a page when everything has arrived but, perhaps, what the viewer himself did.
  private void read() {
    long viewer = account();
    for (long author = 1; author <= ACCOUNTS; author++) {
      drain(queue(author), viewer);
    }
    drain(lane(viewer), viewer);
    for (int i = toDeliver.size() - 1; i >= 0; i--) {
      Delivery delivery = toDeliver.get(i);
      boolean ownEntry = model.entry(delivery.id()).author() == delivery.viewer();
      if (!ownEntry || random.nextBoolean()) {
        deliver(i);
      }
    }
    PageRequest request = request();
    List<Long> shown = pages.read(viewer, request).page().items().stream().map(Status::id).toList();
    assertThat(shown)
        .as("seed %s: %s for %s of %s", seed, request, viewer, model.home(viewer, now))
        .isEqualTo(model.page(viewer, now, request));
  }

  private PageRequest request() {
    long above = random.nextInt(3) > 0 ? 0 : random.nextLong(lastId + 2);
    long below = random.nextInt(3) > 0 ? Long.MAX_VALUE : random.nextLong(lastId + 2);
    return new PageRequest(
        1 + random.nextInt(12), new Window(above, below, random.nextInt(3) == 0));
  }
}
