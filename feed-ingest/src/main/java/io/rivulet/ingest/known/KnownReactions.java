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
import io.rivulet.timeline.CorruptTimelineException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How posts stand, as one account finds them: what the fan-out has counted, and what the account
/// did since. What is corrupt counts as nothing: the fan-out writes it again with the next
/// reaction, which it must not keep anybody from.
public final class KnownReactions {
  private static final Logger logger = LoggerFactory.getLogger(KnownReactions.class);

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
        sound(Tally.NONE, () -> Tally.decode(redis.await(tally))),
        sound(Reactions.NONE, () -> Reactions.decode(redis.await(reactions))),
        sound(List.of(), () -> redis.await(lately)));
  }

  /// All posts that an account has pinned. One round trip.
  public List<Long> pinned(long account) {
    RoundTrip trip = redis.roundTrip();
    var lately = trip.hash(Keyspace.ownReactions(account)).thenApply(OverlayReader::reactions);
    var periods = trip.values(Pins.keys(account, clock.instant()));
    trip.send();
    List<Reactions> reactions =
        redis.await(periods).stream()
            .map(value -> sound(Reactions.NONE, () -> Reactions.decode(value)))
            .toList();
    return Pins.of(account, reactions, sound(List.of(), () -> redis.await(lately)));
  }

  private static <T> T sound(T otherwise, Supplier<T> read) {
    try {
      return read.get();
    } catch (CorruptTimelineException e) {
      logger.error("reactions are corrupt: {}", e.getMessage());
      return otherwise;
    }
  }
}
