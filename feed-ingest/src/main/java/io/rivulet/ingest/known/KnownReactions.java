package io.rivulet.ingest.known;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.overlay.OverlayReader;
import io.rivulet.reaction.OwnReaction;
import io.rivulet.reaction.Pins;
import io.rivulet.reaction.Reactions;
import io.rivulet.reaction.Standing;
import io.rivulet.reaction.Tally;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RoundTrip;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// How posts stand, as one account finds them: what the fan-out has counted, and what the account
/// did since.
public final class KnownReactions {
  private final Redis redis;
  private final OverlayReader overlay;
  private final Clock clock;

  public KnownReactions(Redis redis, OverlayReader overlay, Clock clock) {
    this.redis = redis;
    this.overlay = overlay;
    this.clock = clock;
  }

  public Standing standing(long viewer, long post) {
    CompletionStage<byte[]> tally = redis.commands().get(Keyspace.tally(post));
    CompletionStage<byte[]> reactions =
        redis.commands().get(Keyspace.reactions(viewer, Reactions.period(post)));
    CompletionStage<List<OwnReaction>> lately = overlay.reactions(viewer);
    return Standing.of(
        post,
        Tally.decode(redis.await(tally)),
        Reactions.decode(redis.await(reactions)),
        redis.await(lately));
  }

  /// All posts that an account has pinned. One round trip.
  public List<Long> pinned(long account) {
    RoundTrip trip = redis.roundTrip();
    var lately = trip.hash(Keyspace.ownReactions(account)).thenApply(OverlayReader::reactions);
    var periods = trip.values(Pins.keys(account, clock.instant()));
    trip.send();
    List<Reactions> reactions = redis.await(periods).stream().map(Reactions::decode).toList();
    return Pins.of(account, reactions, redis.await(lately));
  }
}
