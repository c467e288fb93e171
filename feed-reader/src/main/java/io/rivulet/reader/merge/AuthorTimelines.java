package io.rivulet.reader.merge;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Known;
import io.rivulet.reader.fetch.Stored;
import io.rivulet.timeline.AuthorSlice;
import io.rivulet.timeline.AuthorTimeline;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.TimelineLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
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

  /// recent(a) of authors, in order, in one round trip.
  ///
  /// @throws io.rivulet.reader.fetch.NotYetException if one is not known: the key is absent, or its
  ///   value corrupt
  public List<PackedIds> recent(long... authors) {
    List<byte @Nullable []> found = access.values().await(access.values().get(keys(authors)));
    List<PackedIds> recent = new ArrayList<>(authors.length);
    for (int i = 0; i < authors.length; i++) {
      AuthorTimeline timeline =
          known.require(Stored.AUTHOR, authors[i], found.get(i), AuthorTimeline::decode);
      recent.add(timeline.recent(limits.kept()));
    }
    return recent;
  }

  /// Takes the next step of a gathering: one round trip.
  ///
  /// @throws io.rivulet.reader.fetch.NotYetException if an author timeline is not known. The
  ///   gathering is of no use then
  public void step(Gathering gathering, Gathering.Reach reach) {
    var wanted = gathering.wanted();
    long[] authors = gathering.next(reach);
    List<byte[]> found =
        access.values().await(access.values().authors(keys(authors), wanted, limits));
    for (int i = 0; i < authors.length; i++) {
      gathering.add(known.require(Stored.AUTHOR, authors[i], found.get(i), AuthorSlice::decode));
    }
  }

  private static List<byte[]> keys(long... authors) {
    return LongStream.of(authors).mapToObj(Keyspace::author).toList();
  }
}
