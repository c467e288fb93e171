package io.rivulet.overlay;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.account.AccountBody;
import io.rivulet.kept.Kept;
import io.rivulet.kept.KeptJson;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.PostBody;
import io.rivulet.reaction.OwnReaction;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisUnavailableException;
import io.rivulet.relations.OwnRelation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The writing side of the overlay, feed-ingest's alone. Called after Kafka's acknowledgement, with
/// the acknowledged offset as the body's version.
public final class OverlayWriter {
  private final Redis redis;
  private final OverlaySettings settings;

  public OverlayWriter(Redis redis, OverlaySettings settings) {
    this.redis = redis;
    this.settings = settings;
  }

  /// Writes a post, a boost or a tombstone, by its id and among its author's own.
  ///
  /// @throws RedisUnavailableException if there is no connection; other failures come by the result
  public CompletionStage<Void> put(long id, PostBody body) {
    RedisClusterAsyncCommands<byte[], byte[]> commands = redis.commands();
    CompletionStage<Long> byId =
        OverlayPut.call(
            commands, Keyspace.overlay(id), body.bytes(), PostBody.VERSION_AT, settings.ttl());
    CompletionStage<Long> own = OwnPut.call(commands, id, body, settings);
    return CompletableFuture.allOf(byId.toCompletableFuture(), own.toCompletableFuture());
  }

  /// Writes what a viewer made of his relation to a target.
  ///
  /// @throws RedisUnavailableException if there is no connection; other failures come by the result
  public CompletionStage<Void> put(long viewer, OwnRelation relation) {
    return OwnEntryPut.call(
            redis.commands(),
            Keyspace.ownRelations(viewer),
            OwnPut.field(relation.target()),
            relation.encode(),
            OwnRelation.OFFSET_AT,
            settings.ttl())
        .thenAccept(written -> {});
  }

  /// Writes what a viewer made of a post.
  ///
  /// @throws RedisUnavailableException if there is no connection; other failures come by the result
  public CompletionStage<Void> put(long viewer, OwnReaction reaction) {
    return OwnEntryPut.call(
            redis.commands(),
            Keyspace.ownReactions(viewer),
            reaction.field(),
            reaction.encode(),
            OwnReaction.OFFSET_AT,
            settings.ttl())
        .thenAccept(written -> {});
  }

  /// Writes what is kept for a viewer.
  ///
  /// @throws RedisUnavailableException if there is no connection; other failures come by the result
  public CompletionStage<Void> put(long viewer, Kept kept) {
    return OverlayPut.call(
            redis.commands(),
            Keyspace.overlayKept(viewer),
            KeptJson.encode(kept),
            KeptJson.VERSION_AT,
            settings.ttl())
        .thenAccept(written -> {});
  }

  /// Writes an account by its id.
  ///
  /// @throws RedisUnavailableException if there is no connection; other failures come by the result
  public CompletionStage<Void> put(long id, AccountBody body) {
    return OverlayPut.call(
            redis.commands(),
            Keyspace.overlayAccount(id),
            body.bytes(),
            AccountBody.VERSION_AT,
            settings.ttl())
        .thenAccept(written -> {});
  }
}
