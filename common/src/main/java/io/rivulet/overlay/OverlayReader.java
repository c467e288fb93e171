package io.rivulet.overlay;

import io.rivulet.account.AccountBody;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.PostBody;
import io.rivulet.reaction.OwnReaction;
import io.rivulet.redis.Redis;
import io.rivulet.relations.OwnRelation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/// The reading side of the overlay. Nothing here waits: the commands are under way when a method
/// returns, so that a caller sends them with others in one round trip.
///
/// All methods throw [io.rivulet.redis.RedisUnavailableException] without a connection; other
/// failures come by the result.
public final class OverlayReader {
  private final Redis redis;

  public OverlayReader(Redis redis) {
    this.redis = redis;
  }

  /// What `author` published, edited and deleted lately, by id; a deleted entry is a tombstone. The
  /// newest are there even if the fan-out has not seen them yet.
  public CompletionStage<NavigableMap<Long, PostBody>> own(long author) {
    return redis.commands().hgetall(Keyspace.own(author)).thenApply(OverlayReader::own);
  }

  /// What `viewer` made of his relations lately, the newest of each target.
  public CompletionStage<List<OwnRelation>> relations(long viewer) {
    return redis
        .commands()
        .hgetall(Keyspace.ownRelations(viewer))
        .thenApply(OverlayReader::relations);
  }

  /// As [#relations(long)], of the hash that lies there.
  ///
  /// @throws io.rivulet.timeline.CorruptTimelineException if it is something else
  public static List<OwnRelation> relations(Map<byte[], byte[]> hash) {
    return hash.entrySet().stream()
        .map(entry -> OwnRelation.decode(OwnPut.id(entry.getKey()), entry.getValue()))
        .toList();
  }

  /// What `viewer` made of posts lately, in its order.
  public CompletionStage<List<OwnReaction>> reactions(long viewer) {
    return redis
        .commands()
        .hgetall(Keyspace.ownReactions(viewer))
        .thenApply(OverlayReader::reactions);
  }

  /// As [#reactions(long)], of the hash that lies there.
  ///
  /// @throws io.rivulet.timeline.CorruptTimelineException if it is something else
  public static List<OwnReaction> reactions(Map<byte[], byte[]> hash) {
    return hash.isEmpty()
        ? List.of()
        : hash.entrySet().stream()
            .map(entry -> OwnReaction.decode(entry.getKey(), entry.getValue()))
            .sorted(OwnReaction.IN_ORDER)
            .toList();
  }

  /// The body of a post or boost, or a tombstone; empty if it was not changed lately.
  public CompletionStage<Optional<PostBody>> post(long id) {
    return redis
        .commands()
        .get(Keyspace.overlay(id))
        .thenApply(value -> Optional.ofNullable(value).map(PostBody::decode));
  }

  /// An account; empty if it was not changed lately.
  public CompletionStage<Optional<AccountBody>> account(long id) {
    return redis
        .commands()
        .get(Keyspace.overlayAccount(id))
        .thenApply(value -> Optional.ofNullable(value).map(AccountBody::decode));
  }

  /// As [#own(long)], of the hash that lies there.
  ///
  /// @throws io.rivulet.post.CorruptBodyException if it is something else
  public static NavigableMap<Long, PostBody> own(Map<byte[], byte[]> hash) {
    if (hash.isEmpty()) {
      return Collections.emptyNavigableMap();
    }
    NavigableMap<Long, PostBody> bodies = new TreeMap<>();
    hash.forEach((field, value) -> bodies.put(OwnPut.id(field), PostBody.decode(value)));
    return bodies;
  }
}
