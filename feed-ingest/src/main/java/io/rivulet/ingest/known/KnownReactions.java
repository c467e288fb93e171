package io.rivulet.ingest.known;

import io.rivulet.event.Reaction;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.overlay.OverlayReader;
import io.rivulet.reaction.OwnReaction;
import io.rivulet.reaction.Reactions;
import io.rivulet.reaction.Standing;
import io.rivulet.reaction.Tally;
import io.rivulet.redis.Redis;
import java.time.Clock;
import java.util.ArrayList;
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

  /// All posts that an account has pinned: its own, so no older than itself. One round trip.
  public List<Long> pinned(long account) {
    long first = Reactions.period(account);
    long last = Reactions.periodAt(clock.instant());
    List<CompletionStage<byte[]>> periods = new ArrayList<>();
    for (long period = first; period <= last; period++) {
      periods.add(redis.commands().get(Keyspace.reactions(account, period)));
    }
    List<OwnReaction> lately = redis.await(overlay.reactions(account));
    List<Long> pinned = new ArrayList<>();
    for (int i = 0; i < periods.size(); i++) {
      Reactions reactions = Reactions.decode(redis.await(periods.get(i)));
      pinned.addAll(Standing.posts(Reaction.PIN, first + i, reactions, lately));
    }
    return pinned;
  }
}
