package io.rivulet.bench;

import io.rivulet.account.AccountBody;
import io.rivulet.account.AccountRenderer;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.Profile;
import io.rivulet.event.Visibility;
import io.rivulet.id.Ids;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.post.Post;
import io.rivulet.post.PostBody;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.redis.Redis;
import io.rivulet.redis.VersionedPut;
import io.rivulet.relations.Relate;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.timeline.AuthorAdd;
import io.rivulet.timeline.Ownership;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.TimelineLimits;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Fills Redis as feed-fanout does, by its scripts and codecs.
public final class Filling {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final int UNDER_WAY = 500;

  /// Of the first entry: a day ago. To posts of the last weeks, which pages mostly show, a viewer's
  /// reactions are read with his timeline; to older ones it takes a round trip more.
  private static final Instant TIME =
      Instant.ofEpochMilli(System.currentTimeMillis())
          .truncatedTo(ChronoUnit.HOURS)
          .minus(Duration.ofDays(1));

  /// As long as people's posts are on average.
  private static final String TEXT =
      "Went down to the lake this morning, and the herons were back: two of them, standing quite still between the reeds #birds";

  private final Redis redis;
  private final WebAddresses addresses = new WebAddresses(URI.create("http://127.0.0.1:8080"));
  private final StatusRenderer statuses = new StatusRenderer(addresses);
  private final AccountRenderer accounts = new AccountRenderer(addresses);
  private final Map<Integer, Long> epochs = new HashMap<>();
  private final List<CompletionStage<?>> underWay = new ArrayList<>();
  private long version;

  /// Fills one Redis.
  public Filling(Redis redis) {
    this.redis = redis;
  }

  /// The id of the entry that comes after so many others, one a millisecond.
  public static long entry(long number) {
    return Ids.firstAt(TIME.plusMillis(number));
  }

  /// An account with all that it ever published.
  public void account(long id, long[] ascending) {
    own(id);
    Profile profile = new Profile("Number " + id, "Likes birds", "", "", List.of(), false, false);
    AccountBody body =
        AccountBody.of(
            new AccountUpdated(id, "number" + id, profile, TIME, TIME, null), 1, accounts);
    send(
        VersionedPut.call(
            redis.commands(), Keyspace.account(id), body.bytes(), AccountBody.VERSION_AT));
    send(AuthorAdd.restore(redis.commands(), id, ascending, 0, TimelineLimits.DEFAULT));
  }

  /// A post's body.
  public void body(long id, long author) {
    body(
        new PostPublished(
            id,
            author,
            Ids.time(id),
            PostContent.ofText(TEXT),
            Visibility.PUBLIC,
            null,
            null,
            null,
            null));
  }

  /// The body of a post or boost.
  public void body(PostPublished published) {
    long id = published.id();
    PostBody body = PostBody.of(Post.of(published), 1, statuses);
    send(VersionedPut.call(redis.commands(), Keyspace.post(id), body.bytes(), PostBody.VERSION_AT));
  }

  /// Whom a viewer follows; drops his timeline.
  public void relations(long viewer, RelationsBuilder relations) {
    own(viewer);
    int shard = Shards.of(viewer);
    send(
        Relate.call(
            redis.commands(),
            List.of(Keyspace.state(shard)),
            PackedIds.pack(epochs.getOrDefault(shard, 0L)),
            List.of(new Relate.Change(viewer, relations.build(++version).encode(), true))));
  }

  /// A value that the fan-out writes as it is.
  public void value(byte[] key, byte[] value) {
    send(redis.commands().set(key, value));
  }

  private void own(long account) {
    epochs.computeIfAbsent(
        Shards.of(account),
        shard ->
            Redis.await(Ownership.takeOver(redis.commands(), shard, -1), BOUND).state().epoch());
  }

  private void send(CompletionStage<?> answer) {
    underWay.add(answer);
    if (underWay.size() >= UNDER_WAY) {
      finish();
    }
  }

  /// Waits until Redis has everything.
  public void finish() {
    underWay.forEach(answer -> Redis.await(answer, BOUND));
    underWay.clear();
  }
}
