package io.rivulet.reader.merge;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Known;
import io.rivulet.reader.fetch.Stored;
import io.rivulet.timeline.AuthorTimeline;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.TimelineLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads recent(a) of authors: their newest entries, deleted ones too.
public final class AuthorTimelines {
  private final Access access;
  private final Known known;
  private final TimelineLimits limits;

  public AuthorTimelines(Access access, TimelineLimits limits) {
    this.access = access;
    this.known = new Known(access);
    this.limits = limits;
  }

  public TimelineLimits limits() {
    return limits;
  }

  /// recent(a) of the authors from index `from` to before `to`, in order, in one round trip.
  ///
  /// @throws io.rivulet.reader.fetch.NotYetException if one is not known: the key is absent, or its
  ///   value corrupt
  public List<PackedIds> recent(PackedIds authors, int from, int to) {
    List<byte[]> keys = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      keys.add(Keyspace.author(authors.at(i)));
    }
    List<byte @Nullable []> found = access.values().await(access.values().get(keys));
    List<PackedIds> recent = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      AuthorTimeline timeline =
          known.require(Stored.AUTHOR, authors.at(i), found.get(i - from), AuthorTimeline::decode);
      recent.add(timeline.recent(limits.kept()));
    }
    return recent;
  }
}
