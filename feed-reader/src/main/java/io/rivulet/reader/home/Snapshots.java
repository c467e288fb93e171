package io.rivulet.reader.home;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.overlay.OverlayReader;
import io.rivulet.reaction.Reactions;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Known;
import io.rivulet.reader.fetch.NotYetException;
import io.rivulet.reader.fetch.Stored;
import io.rivulet.reader.fetch.Values;
import io.rivulet.reader.home.Snapshot.Mine;
import io.rivulet.reader.hydrate.ViewerReactions;
import io.rivulet.relations.Relations;
import io.rivulet.timeline.CorruptTimelineException;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.timeline.ShardState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads [Snapshot]s: all of a viewer's shard in one round trip. State, relations and timeline come
/// by one command and are of one moment, so a timeline always fits the relations it is filtered by:
/// whoever changes relations drops the timeline in the same script where it may lack something by
/// the change. The viewer's own changes that are not applied yet come on top: an author he has just
/// followed counts as pulled, so the timeline fits again.
final class Snapshots {
  private static final Logger logger = LoggerFactory.getLogger(Snapshots.class);

  private final Access access;
  private final Known known;

  Snapshots(Access access) {
    this.access = access;
    this.known = new Known(access);
  }

  /// Everything at once.
  ///
  /// @throws NotYetException if the shard's state or the viewer's relations are not known
  Snapshot read(long viewer) {
    List<byte[]> keys = new ArrayList<>();
    keys.add(Keyspace.state(Shards.of(viewer)));
    keys.add(Keyspace.relations(viewer));
    keys.add(Keyspace.home(viewer));
    long period = Reactions.periodAt(access.clock().instant());
    keys.addAll(ViewerReactions.recentKeys(viewer, period));
    Values.ShardParts parts =
        access
            .values()
            .ofShard(
                List.of(
                    Keyspace.own(viewer),
                    Keyspace.ownRelations(viewer),
                    Keyspace.ownReactions(viewer)),
                keys);
    var own = parts.hashes().get(0).thenApply(OverlayReader::own);
    var changed = parts.hashes().get(1).thenApply(OverlayReader::relations);
    List<byte @Nullable []> found = access.values().await(parts.values());
    ShardState state = known.require(Stored.STATE, viewer, found.get(0), ShardState::decode);
    Relations relations = known.require(Stored.RELATIONS, viewer, found.get(1), Relations::decode);
    var reacted = parts.hashes().get(2).thenApply(OverlayReader::reactions);
    ViewerReactions reactions =
        ViewerReactions.of(
            viewer, period, known, found.subList(3, found.size()), known.reacted(reacted));
    return judge(
        viewer,
        state,
        new Mine(relations.with(known.changed(changed)), known.lately(own), reactions),
        found.get(2));
  }

  /// The relations that the timeline in Redis has to fit: without what the viewer changed a moment
  /// ago.
  ///
  /// @throws NotYetException if they are not known
  Relations relations(long viewer) {
    return known.relations(viewer);
  }

  private Snapshot judge(long viewer, ShardState state, Mine mine, byte @Nullable [] home) {
    HomeTimeline timeline;
    try {
      timeline = HomeTimeline.decode(home);
    } catch (CorruptTimelineException e) {
      access.meters().corrupt(Stored.HOME);
      logger.warn("home timeline of {} is corrupt, it is rebuilt: {}", viewer, e.getMessage());
      return new Snapshot.Corrupt(mine);
    }
    if (timeline == null || timeline.generation() != state.generation()) {
      return new Snapshot.Absent(mine);
    }
    return timeline.complete() ? new Snapshot.Ready(mine, timeline) : new Snapshot.Building(mine);
  }
}
