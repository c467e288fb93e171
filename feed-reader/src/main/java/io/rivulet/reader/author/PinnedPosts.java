package io.rivulet.reader.author;

import io.rivulet.event.Reaction;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.overlay.OverlayReader;
import io.rivulet.reaction.OwnReaction;
import io.rivulet.reaction.Reactions;
import io.rivulet.reaction.Standing;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Values;
import io.rivulet.reader.page.Skeleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// What authors have pinned: their own posts, so among their reactions to what is no older than
/// they are. One round trip.
final class PinnedPosts {
  private final Access access;

  PinnedPosts(Access access) {
    this.access = access;
  }

  /// The posts an author has pinned, deleted ones too.
  Skeleton of(long author) {
    long first = Reactions.period(author);
    long last = Reactions.periodAt(access.clock().instant());
    List<byte[]> keys =
        LongStream.rangeClosed(first, last)
            .mapToObj(period -> Keyspace.reactions(author, period))
            .toList();
    Values.ShardParts parts = access.values().ofShard(List.of(Keyspace.ownReactions(author)), keys);
    List<OwnReaction> lately =
        access.values().await(parts.hashes().getFirst().thenApply(OverlayReader::reactions));
    List<byte @Nullable []> periods = access.values().await(parts.values());
    List<Long> ascending = new ArrayList<>();
    for (int i = 0; i < periods.size(); i++) {
      Reactions reactions = Reactions.decode(periods.get(i));
      ascending.addAll(Standing.posts(Reaction.PIN, first + i, reactions, lately));
    }
    return (window, count) ->
        (window.oldestFirst() ? ascending : ascending.reversed())
            .stream().mapToLong(Long::longValue).filter(window::contains).limit(count).toArray();
  }
}
