package io.rivulet.bench.memory;

import io.rivulet.bench.graph.PowerLaw;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.Profile;
import io.rivulet.event.Visibility;
import io.rivulet.fanout.deliver.DeliverStores;
import io.rivulet.fanout.deliver.ReactionStores;
import io.rivulet.fanout.plan.PlanStores;
import io.rivulet.id.Ids;
import io.rivulet.keyspace.Shards;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;

/// Fills the stores of one partition of each stage and tells what they take. All partitions are
/// alike, so that one tells of all.
final class StoreBench {
  private static final int POSTS = 20;
  private static final int LIKES = 10;
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  private final PowerLaw graph;
  private final int partitions;
  private final long seed;

  StoreBench(PowerLaw graph, int partitions, long seed) {
    this.graph = graph;
    this.partitions = partitions;
    this.seed = seed;
  }

  /// Both stages of a graph whose accounts were registered over some time.
  List<StoreRow> edges(String registered, Duration span) {
    long[] ids = AccountIds.over(graph.accounts(), span, seed);
    IntPredicate mine = account -> Shards.partition(Shards.of(ids[account]), partitions) == 0;
    List<StoreRow> rows = new ArrayList<>();
    rows.add(followers(registered, ids, Edges.of(graph, mine, _ -> true, seed)));
    rows.add(following(registered, ids, Edges.of(graph, _ -> true, mine, seed)));
    return rows;
  }

  private StoreRow followers(String registered, long[] ids, Edges edges) {
    return measured(
        "followers (plan), " + registered,
        "follow edge",
        edges.size(),
        (one, other) -> {
          PlanStores stores = new PlanStores(other.store(), one.store());
          for (int i = 0; i < edges.size(); i++) {
            stores.follow(ids[edges.author(i)], ids[edges.follower(i)]);
          }
        });
  }

  /// The version of an edge is the offset that its event has in its partition of feed.relations.v1,
  /// to which all partitions of viewers contribute.
  private StoreRow following(String registered, long[] ids, Edges edges) {
    SplittableRandom random = new SplittableRandom(seed);
    return measured(
        "following (deliver), " + registered,
        "follow edge",
        edges.size(),
        (one, _) -> {
          DeliverStores stores = new DeliverStores(one.store());
          for (int i = 0; i < edges.size(); i++) {
            stores.follow(
                ids[edges.follower(i)],
                ids[edges.author(i)],
                edges.author(i) % partitions,
                i + random.nextInt(partitions));
          }
        });
  }

  /// Posts, and accounts, of an authors' store.
  List<StoreRow> authors() {
    long[] ids = AccountIds.over(graph.accounts() / partitions, Duration.ofDays(1), seed);
    StoreRow accounts =
        measured(
            "authors (plan), accounts",
            "account",
            ids.length,
            (one, other) -> {
              PlanStores stores = new PlanStores(one.store(), other.store());
              for (int i = 0; i < ids.length; i++) {
                stores.account(account(ids[i], i), i);
              }
            });
    StoreRow posts =
        measured(
            "authors (plan), posts",
            "post",
            (long) POSTS * ids.length,
            (one, other) -> {
              PlanStores stores = new PlanStores(one.store(), other.store());
              for (int i = 0; i < POSTS * ids.length; i++) {
                stores.post(post(ids[i % ids.length], i), i);
              }
            });
    return List.of(accounts, posts);
  }

  /// Likes of posts of which each has some, with all that the deliver stage keeps of them: who
  /// likes the post, what the viewer likes, and what the author was told.
  StoreRow likes() {
    long[] ids = AccountIds.over(graph.accounts() / partitions, Duration.ofDays(1), seed);
    SplittableRandom random = new SplittableRandom(seed);
    return measured(
        "reactions (deliver), likes",
        "like",
        (long) LIKES * ids.length,
        (one, _) -> {
          ReactionStores stores = new ReactionStores(one.store());
          for (int i = 0; i < LIKES * ids.length; i++) {
            int author = i % ids.length;
            long post = Ids.firstAt(TIME.plusMillis(author));
            long id = Ids.firstAt(TIME.plusSeconds(3_600).plusMillis(i));
            int liking = (author + 1 + random.nextInt(ids.length - 1)) % ids.length;
            stores.like(ids[liking], post, ids[author], id, liking % partitions, i);
          }
        });
  }

  private static AccountUpdated account(long id, int number) {
    Profile profile =
        new Profile("Number " + number, "Likes birds", "", "", List.of(), false, false);
    return new AccountUpdated(id, "number" + number, profile, TIME, TIME, null);
  }

  private static PostPublished post(long author, int number) {
    Instant time = TIME.plusMillis(number);
    return new PostPublished(
        Ids.firstAt(time),
        author,
        time,
        PostContent.ofText(
            "Went down to the lake this morning, and the herons were back: number %d, standing still"
                .formatted(number)),
        Visibility.PUBLIC,
        null,
        null,
        null,
        null);
  }

  private static StoreRow measured(
      String store, String unit, long units, BiConsumer<StageStore, StageStore> filling) {
    try (StageStore one = StageStore.open("measured");
        StageStore other = StageStore.open("beside")) {
      long began = System.nanoTime();
      filling.accept(one, other);
      double micros = (System.nanoTime() - began) / 1e3 / units;
      StageStore.Size size = one.measure();
      return new StoreRow(
          store,
          unit,
          units,
          (double) size.filled() / units,
          (double) size.folder() / units,
          (double) size.tables() / units,
          micros);
    }
  }
}
