package io.rivulet.reader.author;

import io.rivulet.cold.Absent;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.overlay.OverlayReader;
import io.rivulet.reaction.OwnReaction;
import io.rivulet.reaction.Pins;
import io.rivulet.reaction.Reactions;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Known;
import io.rivulet.reader.fetch.Values;
import io.rivulet.reader.page.Skeleton;
import java.util.List;

/// What authors have pinned. One round trip.
final class PinnedPosts {
  private final Access access;
  private final Known known;

  PinnedPosts(Access access) {
    this.access = access;
    this.known = new Known(access);
  }

  /// The posts an author has pinned, deleted ones too.
  ///
  /// @throws io.rivulet.reader.fetch.NotYetException if nobody knows whether there are any
  Skeleton of(long author) {
    List<Long> ascending =
        Absent.unlessLost(
            () -> stored(author), List::isEmpty, () -> known.requireDelivered(author));
    return (window, count) ->
        (window.oldestFirst() ? ascending : ascending.reversed())
            .stream().mapToLong(Long::longValue).filter(window::contains).limit(count).toArray();
  }

  private List<Long> stored(long author) {
    Values.ShardParts parts =
        access
            .values()
            .ofShard(
                List.of(Keyspace.ownReactions(author)),
                Pins.keys(author, access.clock().instant()));
    List<OwnReaction> lately =
        known.reacted(parts.hashes().getFirst().thenApply(OverlayReader::reactions));
    List<Reactions> periods =
        access.values().await(parts.values()).stream().map(known::reactions).toList();
    return Pins.of(author, periods, lately);
  }
}
