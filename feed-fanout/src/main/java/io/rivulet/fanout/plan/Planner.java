package io.rivulet.fanout.plan;

import io.opentelemetry.api.trace.Span;
import io.rivulet.account.Counts;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.ActEvent;
import io.rivulet.event.KeptEvent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostEvent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostTarget;
import io.rivulet.event.ReactionEvent;
import io.rivulet.event.RelationEvent;
import io.rivulet.event.Visibility;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.live.LiveEvent;
import io.rivulet.post.Post;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Decides what follows from an event: which state changes, what Redis gets, who is told.
///
/// An event that comes again, for whatever reason, changes nothing and is answered with what is
/// true *now*; so it may come as often as it likes. Versions are offsets of the event's own topic.
final class Planner {
  private static final int POSTS = 0;
  private static final int RELATIONS = 1;
  private static final int ACCOUNTS = 2;

  private final PostTable posts;
  private final AccountTable accounts;
  private final FollowerTable followers;
  private final OriginGuard postReplays;
  private final OriginGuard accountReplays;
  private final Audience audience;
  private final Crossings crossings;
  private final RelationPlanner relations;
  private final Responses responses;
  private final KeptTable kept;
  private final PlanWrites writes;
  private final PlanMetrics metrics;
  private final Set<Long> countsChanged = new LinkedHashSet<>();

  /// @param partition of the task
  /// @param partitions of feed.deliveries.v1
  Planner(
      Stores stores,
      int partition,
      int partitions,
      LargeAuthors largeAuthors,
      PlanWrites writes,
      PlanMetrics metrics) {
    this.posts = new PostTable(stores.authors());
    this.accounts = new AccountTable(stores.authors());
    this.followers = new FollowerTable(stores.followers());
    this.postReplays = new OriginGuard(stores.authors(), POSTS);
    this.accountReplays = new OriginGuard(stores.authors(), ACCOUNTS);
    NotifiedTable notified = new NotifiedTable(stores.followers());
    this.audience = new Audience(followers, notified, partitions);
    this.responses = new Responses(posts, audience, partition);
    this.kept = new KeptTable(stores.authors());
    this.crossings = new Crossings(stores.followers(), followers, audience, largeAuthors, metrics);
    this.relations =
        new RelationPlanner(
            stores.followers(),
            new PairTable(followers, notified, stores.followers()),
            crossings,
            new OriginGuard(stores.followers(), RELATIONS),
            audience,
            responses,
            metrics);
    this.writes = writes;
    this.metrics = metrics;
  }

  /// The two stores of a plan task.
  record Stores(KeyValueStore<Bytes, byte[]> authors, KeyValueStore<Bytes, byte[]> followers) {}

  Planned plan(PostEvent event, long offset) throws RejectedEventException {
    boolean replay = postReplays.isReplay(event.origin());
    if (replay) {
      metrics.replays.increment();
      Span.current().setAttribute("replay", true);
    }
    try {
      return switch (event) {
        case PostPublished published -> published(published, offset, replay);
        case PostEdited edited -> edited(edited, offset, replay);
        case PostDeleted deleted -> deleted(deleted, offset, replay);
      };
    } finally {
      // Of a rejected one too: what it names may be published by the time it is replayed.
      postReplays.saw(event.origin());
    }
  }

  private Planned published(PostPublished event, long offset, boolean replay) {
    PostTable.Stored stored =
        replay ? posts.get(event.author(), event.id()) : publish(event, offset);
    if (stored == null || stored.post() == null) {
      return Planned.nothing();
    }
    countsChanged.add(event.author());
    // In this order on one connection: whoever reads the author timeline finds the body.
    CompletableFuture<?> body = writes.body(stored);
    CompletableFuture<Boolean> entry = writes.entry(event.author(), event.id());
    List<Planned.Addressed> deliveries =
        new ArrayList<>(crossings.review(event.author(), relations.planned()));
    boolean pushed = crossings.pushes(event.author());
    Audience.Reach reach = audience.of(event.author(), event.id(), pushed);
    deliveries.addAll(reach.deliveries());
    deliveries.addAll(responses.of(stored.post(), offset));
    metrics.reached(reach.recipients(), pushed);
    return new Planned(body.thenCombine(entry, (_, there) -> there), event.author(), deliveries)
        .withEntry(event.id())
        .withNews(news(stored.post(), pushed));
  }

  private static List<LiveEvent> news(Post post, boolean pushed) {
    List<LiveEvent> news = new ArrayList<>(2);
    PostPublished published = post.published();
    if (!pushed) {
      news.add(new LiveEvent(LiveEvent.Kind.PULLED, published.author(), published.id()));
    }
    if (published.visibility() == Visibility.PUBLIC && published.boostOf() == null) {
      news.add(new LiveEvent(LiveEvent.Kind.PUBLIC, published.author(), published.id()));
    }
    return news;
  }

  /// Stores a post.
  ///
  /// @return what is stored of it, or null if the author has published under this key before
  private PostTable.@Nullable Stored publish(PostPublished event, long offset) {
    String key = event.clientKey();
    if (key != null) {
      long first = posts.byClientKey(event.author(), key);
      if (first != 0 && first != event.id()) {
        metrics.replays.increment();
        return null;
      }
    }
    PostTable.Stored present = posts.get(event.author(), event.id());
    PostTable.Stored stored = present;
    if (present == null) {
      stored = posts.putFirst(Post.of(event), offset);
    } else if (present.state() == PostTable.State.DELETED_UNSEEN) {
      PostDeleted end =
          new PostDeleted(
              PostTarget.of(event.id()), event.author(), event.createdAt(), event.origin());
      stored = posts.put(Post.of(event).deleted(end), offset);
    }
    // A second record of an id means nothing, so its key names nothing either; the first one's key
    // may have been lost in a crash.
    if (key != null && (present == null || isKeyOf(present, key))) {
      posts.putClientKey(event.author(), key, event.id());
    }
    return stored;
  }

  private static boolean isKeyOf(PostTable.Stored present, String key) {
    Post post = present.post();
    return post == null || key.equals(post.published().clientKey());
  }

  private Planned edited(PostEdited event, long offset, boolean replay)
      throws RejectedEventException {
    PostTable.Stored stored = stored(event.author(), event.target());
    if (stored == null) {
      if (replay) {
        return Planned.nothing();
      }
      throw new RejectedEventException("post: an edit of one that its author has not published");
    }
    Post post = stored.post();
    if (post == null) {
      return Planned.nothing();
    }
    if (!replay && stored.version() < offset) {
      posts.put(post.edited(event), offset);
    }
    return body(
        event.author(),
        post.id(),
        LiveEvent.Kind.EDITED,
        List.of(responses.of(event, post.id(), offset)));
  }

  private Planned deleted(PostDeleted event, long offset, boolean replay)
      throws RejectedEventException {
    PostTable.Stored stored = stored(event.author(), event.target());
    if (stored == null) {
      switch (event.target()) {
        // No tombstone is written to Redis: the id may be somebody else's post.
        case PostTarget.ById(long id) -> posts.putDeletedUnseen(event.author(), id, offset);
        case PostTarget.ByClientKey _ -> {
          if (!replay) {
            throw new RejectedEventException("post: a delete under a key that is not known");
          }
        }
      }
      return Planned.nothing();
    }
    Post post = stored.post();
    if (post == null) {
      return Planned.nothing();
    }
    if (!replay && stored.state() == PostTable.State.SHOWN) {
      posts.put(post.deleted(event), offset);
    }
    countsChanged.add(event.author());
    boolean direct = post.published().visibility() == Visibility.DIRECT;
    PostTable.Stored current = Objects.requireNonNull(posts.get(event.author(), post.id()));
    return body(
        event.author(),
        post.id(),
        direct ? LiveEvent.Kind.DELETED_DIRECT : LiveEvent.Kind.DELETED,
        responses.of(Objects.requireNonNull(current.post()), offset));
  }

  private PostTable.@Nullable Stored stored(long author, PostTarget target) {
    long id = posts.resolve(author, target);
    return id == 0 ? null : posts.get(author, id);
  }

  private Planned body(
      long author, long id, LiveEvent.Kind news, List<Planned.Addressed> deliveries) {
    PostTable.Stored current = Objects.requireNonNull(posts.get(author, id));
    return Planned.after(writes.body(current), deliveries)
        .withNews(List.of(new LiveEvent(news, author, id)));
  }

  /// Plans an event of relations.
  ///
  /// @param partition of feed.relations.v1
  Planned plan(RelationEvent event, int partition, long offset) {
    // Also when nothing changes: a crash may have come between the change and its count.
    countsChanged.add(event.target());
    return relations.plan(event, partition, offset);
  }

  /// Plans an act: one that concerns others is counted and told, one that is kept for its account
  /// is written at once.
  Planned plan(ActEvent event, long offset) {
    return switch (event) {
      case ReactionEvent reaction -> Planned.of(responses.of(reaction, offset));
      case KeptEvent change ->
          Planned.after(writes.kept(change.account(), kept.apply(change, offset)), List.of());
    };
  }

  Crossings crossings() {
    return crossings;
  }

  /// What has to be told of the crossings that were under way when the task ended.
  Planned resumeCrossings() {
    return Planned.of(crossings.resume(relations.planned()));
  }

  /// What has to be told as the next step of crossings.
  Planned advanceCrossings() {
    return Planned.of(crossings.advance(relations.planned()));
  }

  Planned plan(AccountUpdated event, long offset) {
    boolean replay = accountReplays.isReplay(event.origin());
    AccountTable.Stored present = accounts.get(event.id());
    if (replay) {
      metrics.replays.increment();
    } else if (present == null || present.version() < offset) {
      accounts.put(event, offset);
      accountReplays.saw(event.origin());
    }
    AccountTable.Stored current = accounts.get(event.id());
    if (current == null) {
      return Planned.nothing();
    }
    CompletableFuture<?> written =
        CompletableFuture.allOf(
            writes.account(current.account(), current.version()), restoreTimeline(event.id()));
    return Planned.after(
        written,
        List.of(
            new Planned.Addressed(
                audience.partitionOf(event.id()), new Delivery.AccountOpened(event.id()))));
  }

  /// Writes the whole author timeline.
  CompletableFuture<?> restoreTimeline(long author) {
    return writes.authorTimeline(author, posts.recent(author, writes.limit()));
  }

  /// Writes the counts that changed since the last call.
  CompletableFuture<?> writeCounts() {
    CompletableFuture<?>[] begun =
        countsChanged.stream()
            .map(account -> writes.counts(account, counts(account)))
            .toArray(CompletableFuture[]::new);
    countsChanged.clear();
    return CompletableFuture.allOf(begun);
  }

  boolean countsWritten() {
    return countsChanged.isEmpty();
  }

  private Counts counts(long account) {
    return new Counts(followers.count(account), posts.shown(account), posts.lastShownAt(account));
  }

  /// Has the counts of an account written with the next commit.
  void recount(long account) {
    countsChanged.add(account);
  }
}
