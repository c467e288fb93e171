package io.rivulet.reader.home;

import io.rivulet.relations.Relations;
import io.rivulet.timeline.PackedIds;
import java.util.Arrays;

/// Whose entries make a home: following(u) ∪ {u}.
final class Authors {
  private Authors() {}

  static PackedIds of(long viewer, Relations relations) {
    long[] following = relations.following();
    if (relations.follows(viewer)) {
      return PackedIds.of(following);
    }
    long[] authors = Arrays.copyOf(following, following.length + 1);
    authors[following.length] = viewer;
    Arrays.sort(authors);
    return PackedIds.of(authors);
  }
}
