package io.rivulet.reader;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.account.AccountBody;
import io.rivulet.account.AccountRenderer;
import io.rivulet.account.Counts;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Profile;
import io.rivulet.event.Visibility;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.overlay.OverlaySettings;
import io.rivulet.overlay.OverlayWriter;
import io.rivulet.post.Post;
import io.rivulet.post.PostBody;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.redis.VersionedPut;
import io.rivulet.relations.OwnRelation;
import io.rivulet.relations.Relate;
import io.rivulet.relations.Relations;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.AuthorAdd;
import io.rivulet.timeline.Deliveries;
import io.rivulet.timeline.Ownership;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.TimelineLimits;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Fills Redis as feed-fanout and feed-ingest do: by their scripts and codecs, step by step.
public final class Feed implements AutoCloseable {
  public static final Instant TIME = Instant.parse("2026-11-22T18:36:50.029Z");

  private final Redis redis;
  private final TimelineLimits limits;
  private final WebAddresses addresses = new WebAddresses(URI.create("http://127.0.0.1:8080"));
  private final StatusRenderer statuses = new StatusRenderer(addresses);
  private final AccountRenderer accounts = new AccountRenderer(addresses);
  private final OverlayWriter overlay;
  private final Map<Integer, Long> epochs = new HashMap<>();
  private long version;

  public Feed(TimelineLimits limits) {
    this(limits, TestServers.redis());
  }

  /// In a Redis of one's own.
  public Feed(TimelineLimits limits, String redisUri) {
    this.limits = limits;
    this.redis = new Redis(RedisSettings.of(redisUri));
    this.overlay = new OverlayWriter(redis, OverlaySettings.DEFAULT);
    clear();
  }

  public Redis redis() {
    return redis;
  }

  public RedisClusterAsyncCommands<byte[], byte[]> commands() {
    return redis.commands();
  }

  public <T> T await(CompletionStage<T> answer) {
    return Redis.await(answer, Duration.ofSeconds(10));
  }

  /// Loses all data of Redis.
  public void clear() {
    await(commands().flushall());
    epochs.clear();
  }

  /// Everything that is in Redis, strings only.
  public record Stage(IdentityHashMap<byte[], byte[]> values, Map<Integer, Long> epochs) {}

  public Stage stage() {
    IdentityHashMap<byte[], byte[]> values = new IdentityHashMap<>();
    for (byte[] key : await(commands().keys("*"))) {
      values.put(key, await(commands().get(key)));
    }
    return new Stage(values, Map.copyOf(epochs));
  }

  /// Puts everything back, in one round trip.
  public void restore(Stage stage) {
    var _ = commands().flushall();
    await(commands().mset(stage.values()));
    epochs.clear();
    epochs.putAll(stage.epochs());
  }

  /// Owns the shards of accounts, as a worker does when it starts.
  public void own(long... owned) {
    for (long account : owned) {
      int shard = Shards.of(account);
      if (!epochs.containsKey(shard)) {
        takeOver(shard, -1);
        byte[] epoch = PackedIds.pack(epochs.getOrDefault(shard, 0L));
        await(Ownership.advance(commands(), new int[] {shard}, epoch, 0, 1));
      }
    }
  }

  /// Raises the generation of an account's shard, as after a loss of data.
  public void invalidate(long account) {
    int shard = Shards.of(account);
    takeOver(shard, ++version + 1);
  }

  private void takeOver(int shard, long applied) {
    epochs.put(shard, await(Ownership.takeOver(commands(), shard, applied)).state().epoch());
  }

  /// An account with an empty author timeline and relations that follow nobody.
  public void account(long id, String username) {
    own(id);
    put(Keyspace.account(id), accountBody(id, username, "").bytes());
    put(Keyspace.name(username), Long.toString(id).getBytes(StandardCharsets.US_ASCII));
    author(id);
    relate(id);
  }

  /// The same account with another profile.
  public void account(long id, String username, Profile profile) {
    AccountUpdated account = new AccountUpdated(id, username, profile, TIME, TIME, null);
    put(Keyspace.account(id), AccountBody.of(account, ++version, accounts).bytes());
  }

  public AccountBody accountBody(long id, String username, String note) {
    Profile profile = new Profile("The " + username, note, "", "", List.of(), false, false);
    return AccountBody.of(
        new AccountUpdated(id, username, profile, TIME, TIME, null), ++version, accounts);
  }

  /// An account that only feed-ingest knows yet.
  public void accountInOverlay(long id, String username) {
    await(overlay.put(id, accountBody(id, username, "")));
    put(Keyspace.claim(username), Long.toString(id).getBytes(StandardCharsets.US_ASCII));
  }

  public void counts(long id, Counts counts) {
    put(Keyspace.counts(id), counts.encode());
  }

  /// Author timeline with all that the author ever published.
  public void author(long author, long... ascending) {
    await(AuthorAdd.restore(commands(), author, ascending, 0, limits));
  }

  /// What a viewer follows from now on; drops the home timeline.
  public void relate(long viewer, long... following) {
    Arrays.sort(following);
    relate(viewer, new RelationsBuilder(Relations.following(0, following)), true);
  }

  /// All relations of a viewer from now on.
  ///
  /// @param drop whether the home timeline goes
  public void relate(long viewer, RelationsBuilder relations, boolean drop) {
    own(viewer);
    byte[] value = relations.build(++version).encode();
    await(
        Relate.call(
            commands(),
            List.of(Keyspace.state(Shards.of(viewer))),
            epoch(viewer),
            List.of(new Relate.Change(viewer, value, drop))));
  }

  /// What feed-ingest notes of a change of relations after Kafka's acknowledgement.
  public void overlay(long viewer, OwnRelation relation) {
    await(overlay.put(viewer, relation));
  }

  /// The body of a post, as the plan stage writes it.
  public void body(long id, PostBody body) {
    await(VersionedPut.call(commands(), Keyspace.post(id), body.bytes(), PostBody.VERSION_AT));
  }

  /// What feed-ingest writes after Kafka's acknowledgement.
  public void overlay(long id, PostBody body) {
    await(overlay.put(id, body));
  }

  /// An entry of an author timeline, as the plan stage adds it.
  public void add(long author, long id) {
    await(AuthorAdd.add(commands(), author, id, limits));
  }

  /// An entry of a home timeline, as the deliver stage adds it.
  public void deliver(long viewer, long id) {
    await(
        Deliveries.call(
            commands(),
            limits,
            List.of(Keyspace.state(Shards.of(viewer))),
            epoch(viewer),
            List.of(Keyspace.home(viewer)),
            List.of(PackedIds.pack(id))));
  }

  /// A post written, put in its author's timeline and delivered to those who read.
  public void publish(long id, PostBody body, long... viewers) {
    body(id, body);
    add(body.author(), id);
    for (long viewer : viewers) {
      deliver(viewer, id);
    }
  }

  private byte[] epoch(long account) {
    return PackedIds.pack(epochs.getOrDefault(Shards.of(account), 0L));
  }

  public PostBody post(long id, long author, String text) {
    return post(id, author, PostContent.ofText(text), Visibility.PUBLIC, null);
  }

  public PostBody post(
      long id, long author, PostContent content, Visibility visibility, @Nullable PostRef replyTo) {
    PostPublished published =
        new PostPublished(id, author, TIME, content, visibility, replyTo, null, null, null);
    return PostBody.of(Post.of(published), ++version, statuses);
  }

  public PostBody boost(long id, long author, PostRef boostOf) {
    PostPublished published =
        new PostPublished(
            id, author, TIME, PostContent.EMPTY, Visibility.PUBLIC, null, boostOf, null, null);
    return PostBody.of(Post.of(published), ++version, statuses);
  }

  public PostBody tombstone(long author) {
    return PostBody.tombstone(author, ++version);
  }

  public void put(byte[] key, byte[] value) {
    await(commands().set(key, value));
  }

  public byte @Nullable [] get(byte[] key) {
    return await(commands().get(key));
  }

  public void delete(byte[] key) {
    await(commands().del(key));
  }

  @Override
  public void close() {
    redis.close();
  }
}
