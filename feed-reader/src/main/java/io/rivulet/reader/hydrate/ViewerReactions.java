package io.rivulet.reader.hydrate;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.overlay.OverlayReader;
import io.rivulet.reaction.OwnReaction;
import io.rivulet.reaction.Reactions;
import io.rivulet.reaction.Standing;
import io.rivulet.reaction.Tally;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Known;
import io.rivulet.reader.fetch.Values;
import io.rivulet.visible.Viewpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a viewer has made of posts, as far as a read needs it: fetched period by period, those of
/// the last weeks with his timeline. For one read, by one thread.
public final class ViewerReactions {
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
  /// @param period as given to [#recentKeys]
  /// @param recent the values of those keys
  /// @param lately the overlay
  public static ViewerReactions of(
      long viewer,
      long period,
      Known known,
      List<byte @Nullable []> recent,
      List<OwnReaction> lately) {
    ViewerReactions reactions = new ViewerReactions(viewer);
    for (int i = 0; i < recent.size(); i++) {
      reactions.periods.put(period - i, known.reactions(recent.get(i)));
    }
    reactions.lately = lately;
    return reactions;
  }

  /// Where the reactions to the posts of the last weeks lie.
  ///
  /// @param period of now; it may have begun a moment ago, so the one before it is read too
  public static List<byte[]> recentKeys(long viewer, long period) {
    return List.of(Keyspace.reactions(viewer, period), Keyspace.reactions(viewer, period - 1));
  }

  /// Asks for what is missing of some posts.
  Arriving ask(List<Long> posts, Access access) {
    if (viewer == 0 || posts.isEmpty()) {
      return Arriving.NOTHING;
    }
    TreeSet<Long> missing = new TreeSet<>();
    for (long post : posts) {
      long period = Reactions.period(post);
      if (!periods.containsKey(period)) {
        missing.add(period);
      }
    }
    if (missing.isEmpty() && lately != null) {
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
    Known known = new Known(access);
    if (lately == null) {
      lately = known.reacted(parts.hashes().getFirst().thenApply(OverlayReader::reactions));
    }
    List<byte @Nullable []> found = access.values().await(parts.values());
    for (int i = 0; i < asked.size(); i++) {
      periods.put(asked.get(i), known.reactions(found.get(i)));
    }
  }

  /// How a post stands, of those that were asked for.
  Standing standing(long post, Tally tally) {
    Reactions reactions = periods.getOrDefault(Reactions.period(post), Reactions.NONE);
    return Standing.of(post, tally, reactions, lately == null ? List.of() : lately);
  }
}
