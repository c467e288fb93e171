package io.rivulet.e2e.guarantee;

import java.util.Set;

/// What an entry shows.
///
/// @param direct whether it is for its author and the mentioned only
record Post(long id, long author, Set<Long> mentions, boolean direct) {
  boolean isFor(long viewer) {
    return !direct || author == viewer || mentions.contains(viewer);
  }
}
