package io.rivulet.ingest.known;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.overlay.OverlayReader;
import io.rivulet.redis.Redis;
import io.rivulet.relations.OwnRelation;
import io.rivulet.relations.Relation;
import io.rivulet.relations.Relations;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What accounts are to each other: what the fan-out wrote, and what was acknowledged since.
///
/// Relations that are unknown count as none: nothing is shown or allowed because something is
/// missing.
public final class KnownRelations {
  private static final Relations NONE = Relations.following(0);

  private final Redis redis;
  private final OverlayReader overlay;

  public KnownRelations(Redis redis, OverlayReader overlay) {
    this.redis = redis;
    this.overlay = overlay;
  }

  /// All relations of a viewer.
  public Relations of(long viewer) {
    return await(read(viewer)).now();
  }

  /// What two accounts are to each other. Each side is what its own relations say, as only they
  /// have an overlay; of a target without any, what the viewer's say of it.
  public Pair pair(long viewer, long target) {
    Reading own = read(viewer);
    Reading others = read(target);
    Side mine = await(own);
    return new Pair(
        viewer, target, mine.now().to(target), inverse(mine, await(others), viewer, target));
  }

  private static Relation inverse(Side mine, Side theirs, long viewer, long target) {
    Relation inverse = theirs.now().to(viewer);
    if (theirs.ahead(viewer)) {
      return inverse;
    }
    Relations seen = mine.now();
    boolean blocking = theirs.stored() == null ? seen.blockedBy(target) : inverse.blocking();
    // A request may have reached either side first.
    boolean requested =
        inverse.requested() || (seen.requestedBy(target) && !inverse.following() && !blocking);
    return new Relation(
        inverse.following(),
        requested,
        inverse.hidesBoosts(),
        inverse.notified(),
        blocking,
        inverse.mutedUntil());
  }

  private Reading read(long viewer) {
    return new Reading(redis.commands().get(Keyspace.relations(viewer)), overlay.relations(viewer));
  }

  private Side await(Reading reading) {
    return new Side(Relations.decode(redis.await(reading.stored())), redis.await(reading.lately()));
  }

  /// Commands under way.
  private record Reading(
      CompletionStage<byte[]> stored, CompletionStage<List<OwnRelation>> lately) {}

  /// The relations of one account, of both sources.
  ///
  /// @param stored null if unknown
  private record Side(@Nullable Relations stored, List<OwnRelation> lately) {
    Relations now() {
      return (stored == null ? NONE : stored).with(lately);
    }

    /// Whether the overlay knows something newer of a target.
    boolean ahead(long target) {
      Relations base = stored == null ? NONE : stored;
      return lately.stream()
          .anyMatch(own -> own.target() == target && base.applied(own.partition()) < own.offset());
    }
  }
}
