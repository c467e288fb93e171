package io.rivulet.ingest.known;

import io.rivulet.cold.ColdPosts;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.overlay.OverlayReader;
import io.rivulet.post.PostBody;
import io.rivulet.redis.Redis;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bodies of posts, and who may see them.
public final class KnownPosts {
  private final Redis redis;
  private final OverlayReader overlay;
  private final KnownRelations relations;
  private final ColdPosts cold;

  public KnownPosts(Redis redis, OverlayReader overlay, KnownRelations relations, ColdPosts cold) {
    this.redis = redis;
    this.overlay = overlay;
    this.relations = relations;
    this.cold = cold;
  }

  /// The newest body of a post, or its tombstone.
  ///
  /// @throws io.rivulet.redis.UnavailableException if that cannot be told now
  public Optional<PostBody> find(long id) {
    var stored = redis.commands().get(Keyspace.post(id));
    var recent = overlay.post(id);
    return newer(redis.await(stored), redis.await(recent)).or(() -> cold.find(id));
  }

  /// Of posts that Redis does not have the bodies of those that there are.
  Map<Long, PostBody> findCold(List<Long> ids) {
    return cold.find(ids);
  }

  /// The body of a post that is there, whoever may see it.
  public Optional<PostBody> findPresent(long id) {
    return find(id).filter(body -> !body.deleted());
  }

  private static Optional<PostBody> newer(byte @Nullable [] stored, Optional<PostBody> recent) {
    if (stored == null) {
      return recent;
    }
    PostBody body = PostBody.decode(stored);
    return Optional.of(recent.map(other -> PostBody.newer(other, body)).orElse(body));
  }

  /// The body of a post that is there and that `viewer` may see. A post that may not be seen is as
  /// absent as one that never was.
  public Optional<PostBody> findVisible(long viewer, long id) {
    return findPresent(id).filter(body -> maySee(viewer, body));
  }

  /// Whether `viewer` may see a post that is there: its visibility admits him and its author does
  /// not block him.
  public boolean maySee(long viewer, PostBody body) {
    if (body.author() == viewer) {
      return true;
    }
    Pair pair = relations.pair(viewer, body.author());
    boolean admitted =
        switch (body.visibility()) {
          case PUBLIC, UNLISTED -> true;
          case FOLLOWERS -> pair.own().following();
          case DIRECT -> body.mentions(viewer);
        };
    return admitted && !pair.inverse().blocking();
  }

  /// Whether `booster` may boost a post that he may see. One for followers only its author, one for
  /// the mentioned nobody, and none of somebody whom he blocks.
  public boolean mayBoost(long booster, PostBody original) {
    boolean own = original.author() == booster;
    return switch (original.visibility()) {
      case PUBLIC, UNLISTED -> own || !relations.pair(booster, original.author()).own().blocking();
      case FOLLOWERS -> own;
      case DIRECT -> false;
    };
  }
}
