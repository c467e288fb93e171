package io.rivulet.reader.hydrate;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.overlay.OverlayReader;
import io.rivulet.reaction.OwnReaction;
import io.rivulet.reaction.Reactions;
import io.rivulet.reaction.Standing;
import io.rivulet.reaction.Tally;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Stored;
import io.rivulet.reader.fetch.Values;
import io.rivulet.timeline.CorruptTimelineException;
import io.rivulet.visible.Viewpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a viewer has made of posts, as far as a read needs it: fetched period by period, those of
/// the last weeks with his timeline. For one read, by one thread.
///
/// Nothing is missing without them but hearts that are filled, so what is corrupt is passed over.
public final class ViewerReactions {
  private static final Logger logger = LoggerFactory.getLogger(ViewerReactions.class);

  private final long viewer;
  private final Map<Long, Reactions> periods = new HashMap<>();
  private @Nullable List<OwnReaction> lately;

  private ViewerReactions(long viewer) {
    this.viewer = viewer;
  }

  /// Of whoever looks; nothing is fetched yet.
  public static ViewerReactions of(Viewpoint viewpoint) {
    return new ViewerReactions(viewpoint.viewer());
  }

  /// Of a viewer, with those of the last weeks.
  ///
  /// @param recent the values of [#recentKeys]
  /// @param lately the overlay
  public static ViewerReactions of(
      long viewer,
      Access access,
      List<byte @Nullable []> recent,
      CompletionStage<List<OwnReaction>> lately) {
    ViewerReactions reactions = new ViewerReactions(viewer);
    List<Long> periods = recentPeriods(access);
    for (int i = 0; i < periods.size(); i++) {
      reactions.put(periods.get(i), recent.get(i), access);
    }
    reactions.lately = sound(access, List.of(), () -> access.values().await(lately));
    return reactions;
  }

  /// Where the reactions to the posts of the last weeks lie.
  public static List<byte[]> recentKeys(long viewer, Access access) {
    return recentPeriods(access).stream()
        .map(period -> Keyspace.reactions(viewer, period))
        .toList();
  }

  /// This period may have begun a moment ago.
  private static List<Long> recentPeriods(Access access) {
    long now = Reactions.periodAt(access.clock().instant());
    return List.of(now, now - 1);
  }

  /// Asks for what is missing of some posts.
  Arriving ask(List<Long> posts, Access access) {
    TreeSet<Long> missing = new TreeSet<>();
    for (long post : posts) {
      long period = Reactions.period(post);
      if (!periods.containsKey(period)) {
        missing.add(period);
      }
    }
    if (viewer == 0 || (missing.isEmpty() && lately != null)) {
      return Arriving.NOTHING;
    }
    Values.ShardParts parts =
        access
            .values()
            .ofShard(
                lately == null ? List.of(Keyspace.ownReactions(viewer)) : List.of(),
                missing.stream().map(period -> Keyspace.reactions(viewer, period)).toList());
    return () -> arrived(new ArrayList<>(missing), parts, access);
  }

  private void arrived(List<Long> asked, Values.ShardParts parts, Access access) {
    if (lately == null) {
      lately =
          sound(
              access,
              List.of(),
              () ->
                  access
                      .values()
                      .await(parts.hashes().getFirst().thenApply(OverlayReader::reactions)));
    }
    List<byte @Nullable []> found = access.values().await(parts.values());
    for (int i = 0; i < asked.size(); i++) {
      put(asked.get(i), found.get(i), access);
    }
  }

  private void put(long period, byte @Nullable [] value, Access access) {
    periods.put(period, sound(access, Reactions.NONE, () -> Reactions.decode(value)));
  }

  private static <T> T sound(Access access, T otherwise, Supplier<T> read) {
    try {
      return read.get();
    } catch (CorruptTimelineException e) {
      access.meters().corrupt(Stored.REACTIONS);
      logger.error("reactions are corrupt: {}", e.getMessage());
      return otherwise;
    }
  }

  /// How a post stands, of those that were asked for.
  Standing standing(long post, Tally tally) {
    Reactions reactions = periods.getOrDefault(Reactions.period(post), Reactions.NONE);
    return Standing.of(post, tally, reactions, lately == null ? List.of() : lately);
  }
}
