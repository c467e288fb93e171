package io.rivulet.fanout.plan;

import io.lettuce.core.ExpireArgs;
import io.lettuce.core.SetArgs;
import io.rivulet.account.AccountBody;
import io.rivulet.account.AccountRenderer;
import io.rivulet.account.Counts;
import io.rivulet.event.AccountUpdated;
import io.rivulet.kept.Kept;
import io.rivulet.kept.KeptJson;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.Post;
import io.rivulet.post.PostBody;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.redis.Lineage;
import io.rivulet.redis.Redis;
import io.rivulet.redis.VersionedPut;
import io.rivulet.timeline.AuthorAdd;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.PlannedMark;
import io.rivulet.timeline.PlannedMarks;
import io.rivulet.timeline.TimelineLimits;
import io.rivulet.topic.Topics;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// What the plan stage writes to Redis: bodies, author timelines, accounts, names, counts, its
/// mark.
final class PlanWrites {
  /// How posts and accounts are rendered.
  record Rendering(StatusRenderer statuses, AccountRenderer accounts) {
    static Rendering of(String publicUrl) {
      WebAddresses addresses = new WebAddresses(URI.create(publicUrl));
      return new Rendering(new StatusRenderer(addresses), new AccountRenderer(addresses));
    }
  }

  private final Redis redis;
  private final PlanWriter writer;
  private final Rendering rendering;
  private final TimelineLimits limits;
  private final HotPosts hot;
  private final Clock clock;

  PlanWrites(Redis redis, PlanWriter writer, PlanProcessor.Written settings) {
    this.redis = redis;
    this.writer = writer;
    this.rendering = Rendering.of(settings.publicUrl());
    this.limits = settings.limits();
    this.hot = settings.hot();
    this.clock = settings.clock();
  }

  /// Writes what has just become of a post.
  CompletableFuture<?> body(PostTable.Stored stored) {
    Post post = Objects.requireNonNull(stored.post());
    Instant now = clock.instant();
    if (hot.needless(post, now)) {
      return CompletableFuture.completedFuture(true);
    }
    return hot.all() ? put(stored, post) : putUntil(stored, post, hot.endsAt(post, now));
  }

  /// Writes again what Redis has lost of a post, unless it would have ended by now.
  CompletableFuture<?> bodyAgain(PostTable.Stored stored) {
    Post post = Objects.requireNonNull(stored.post());
    if (hot.all()) {
      return put(stored, post);
    }
    Instant now = clock.instant();
    long endsAt = hot.endedAt(post, now);
    return endsAt <= now.toEpochMilli()
        ? CompletableFuture.completedFuture(true)
        : putUntil(stored, post, endsAt);
  }

  private CompletableFuture<?> put(PostTable.Stored stored, Post post) {
    byte[] body = PostBody.of(post, stored.version(), rendering.statuses()).bytes();
    byte[] key = Keyspace.post(post.id());
    return writer.write(() -> VersionedPut.call(redis.commands(), key, body, PostBody.VERSION_AT));
  }

  private CompletableFuture<?> putUntil(PostTable.Stored stored, Post post, long endsAt) {
    byte[] body = PostBody.of(post, stored.version(), rendering.statuses()).bytes();
    byte[] key = Keyspace.post(post.id());
    return writer.write(
        () -> VersionedPut.until(redis.commands(), key, body, PostBody.VERSION_AT, endsAt));
  }

  /// Has the body of a post end when it is to, if it would end later.
  CompletableFuture<?> end(Post post) {
    if (hot.all()) {
      return CompletableFuture.completedFuture(true);
    }
    byte[] key = Keyspace.post(post.id());
    long endsAt = hot.endedAt(post, clock.instant());
    ExpireArgs earlier = ExpireArgs.Builder.lt();
    return writer.write(() -> redis.commands().pexpireat(key, endsAt, earlier));
  }

  /// Adds an entry to its author's timeline.
  ///
  /// @return completes with false if the author timeline is not there and has to be restored
  CompletableFuture<Boolean> entry(long author, long id) {
    return writer.write(() -> AuthorAdd.add(redis.commands(), author, id, limits));
  }

  CompletableFuture<?> authorTimeline(long author, PostTable.Recent recent) {
    return writer.write(
        () ->
            AuthorAdd.restore(
                redis.commands(), author, recent.ascending(), recent.floor(), limits));
  }

  CompletableFuture<?> account(AccountUpdated account, long version) {
    AccountBody body = AccountBody.of(account, version, rendering.accounts());
    byte[] key = Keyspace.account(account.id());
    byte[] name = Keyspace.name(account.username().toLowerCase(Locale.ROOT));
    return CompletableFuture.allOf(
        writer.write(
            () -> VersionedPut.call(redis.commands(), key, body.bytes(), AccountBody.VERSION_AT)),
        // The first to have a name keeps it.
        writer.write(
            () -> redis.commands().set(name, Topics.key(account.id()), SetArgs.Builder.nx())));
  }

  CompletableFuture<?> kept(long account, Kept kept) {
    return kept(account, KeptJson.encode(kept));
  }

  /// As [#kept(long, Kept)], encoded.
  CompletableFuture<?> kept(long account, byte[] kept) {
    byte[] key = Keyspace.kept(account);
    return writer.write(() -> VersionedPut.call(redis.commands(), key, kept, KeptJson.VERSION_AT));
  }

  CompletableFuture<?> counts(long account, Counts counts) {
    return writer.write(() -> redis.commands().set(Keyspace.counts(account), counts.encode()));
  }

  /// A shard of each primary.
  CompletableFuture<List<Integer>> anchors() {
    return writer.write(() -> CompletableFuture.completedFuture(redis.anchors()));
  }

  /// What lies beside an anchor, and would be lost with it.
  CompletableFuture<BitSet> shardsBeside(int anchor) {
    return writer.write(() -> CompletableFuture.completedFuture(redis.shardsBeside(anchor)));
  }

  /// What lies under some anchors.
  ///
  /// @param vouched those of them whose marks were vouched for in this life of their primary
  record Marks(PlannedMarks numbers, Set<Integer> vouched) {
    Marks {
      vouched = Set.copyOf(vouched);
    }
  }

  /// What lies under some anchors.
  CompletableFuture<Marks> readMarks(int partition, Collection<Integer> anchors) {
    Map<Integer, PlannedMark> found = new ConcurrentHashMap<>();
    return CompletableFuture.allOf(
            anchors.stream()
                .map(
                    anchor ->
                        writer
                            .write(() -> PlannedMark.look(redis.commands(), anchor, partition, 1))
                            .thenAccept(marks -> found.put(anchor, marks.getFirst())))
                .toArray(CompletableFuture[]::new))
        .thenApply(
            _ -> {
              Map<Integer, Long> numbers = new HashMap<>();
              Set<Integer> vouched = new HashSet<>();
              found.forEach(
                  (anchor, mark) -> {
                    numbers.put(anchor, mark.number());
                    if (mark.vouched()) {
                      vouched.add(anchor);
                    }
                  });
              return new Marks(new PlannedMarks(numbers), vouched);
            });
  }

  CompletableFuture<?> mark(int partition, PlannedMarks marks) {
    return CompletableFuture.allOf(
        marks.numbers().entrySet().stream()
            .map(
                mark ->
                    writer.write(
                        () ->
                            redis
                                .commands()
                                .set(
                                    Keyspace.planned(mark.getKey(), partition),
                                    PackedIds.pack(mark.getValue()))))
            .toArray(CompletableFuture[]::new));
  }

  /// What became of marks that were to be raised.
  ///
  /// @param gone the anchors where the ones before are gone
  /// @param otherLife whether a primary is in a life that is not known
  record Raised(Collection<Integer> gone, boolean otherLife) {
    Raised {
      gone = List.copyOf(gone);
    }

    /// Whether all of them were.
    boolean isWhole() {
      return gone.isEmpty() && !otherLife;
    }
  }

  /// As [#mark], but only where there is a mark, or was none before, and in a known life of the
  /// primary.
  ///
  /// @param before the marks before
  CompletableFuture<Raised> raise(
      int partition, PlannedMarks marks, PlannedMarks before, Vouching vouching) {
    Map<Integer, PlannedMark.Raise> raises = new HashMap<>();
    marks
        .numbers()
        .forEach(
            (anchor, number) ->
                raises.put(
                    anchor,
                    new PlannedMark.Raise(
                        number,
                        before.numbers().getOrDefault(anchor, 0L) > 0,
                        vouching.caughtUp(),
                        vouching.life())));
    return raise(partition, raises);
  }

  /// Vouches for marks as they are.
  CompletableFuture<Raised> vouch(int partition, Collection<Integer> anchors, Lineage life) {
    Map<Integer, PlannedMark.Raise> raises = new HashMap<>();
    anchors.forEach(anchor -> raises.put(anchor, PlannedMark.Raise.vouch(life)));
    return raise(partition, raises);
  }

  private CompletableFuture<Raised> raise(int partition, Map<Integer, PlannedMark.Raise> raises) {
    Map<Integer, PlannedMark.Raised> became = new ConcurrentHashMap<>();
    return CompletableFuture.allOf(
            raises.entrySet().stream()
                .map(
                    one ->
                        writer
                            .write(
                                () ->
                                    PlannedMark.raise(
                                        redis.commands(), one.getKey(), partition, one.getValue()))
                            .thenAccept(raised -> became.put(one.getKey(), raised)))
                .toArray(CompletableFuture[]::new))
        .thenApply(
            _ ->
                new Raised(
                    became.entrySet().stream()
                        .filter(one -> one.getValue() == PlannedMark.Raised.GONE)
                        .map(Map.Entry::getKey)
                        .toList(),
                    became.containsValue(PlannedMark.Raised.OTHER_LIFE)));
  }

  int limit() {
    return limits.kept();
  }
}
