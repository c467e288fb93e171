package io.rivulet.reader.home;

import io.rivulet.relations.Relations;
import io.rivulet.timeline.PackedIds;
import java.util.stream.LongStream;

/// Whose entries make a home: following(u) ∪ {u}. Those of large authors are read at each read, all
/// others' are in the timeline. The viewer's own always are.
final class Authors {
  private Authors() {}

  static PackedIds of(long viewer, Relations relations) {
    return with(viewer, LongStream.of(relations.following()));
  }

  /// Whose entries the timeline in Redis has.
  static PackedIds pushed(long viewer, Relations relations) {
    return with(
        viewer, LongStream.of(relations.following()).filter(author -> !relations.pulls(author)));
  }

  /// Whose entries it has not.
  static long[] pulled(long viewer, Relations relations) {
    return LongStream.of(relations.pulled())
        .filter(author -> author != viewer && relations.follows(author))
        .toArray();
  }

  private static PackedIds with(long viewer, LongStream authors) {
    return PackedIds.of(
        LongStream.concat(LongStream.of(viewer), authors).sorted().distinct().toArray());
  }
}
