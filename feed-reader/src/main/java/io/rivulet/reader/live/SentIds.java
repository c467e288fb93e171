package io.rivulet.reader.live;

/// The ids that were sent last, so that a hint that comes twice sends nothing twice, and a client
/// is told what became of what it shows. Safe for several threads.
final class SentIds {
  private final long[] ids;
  private int next;

  /// @param kept how many are remembered
  SentIds(int kept) {
    this.ids = new long[kept];
  }

  synchronized boolean contains(long id) {
    for (long sent : ids) {
      if (sent == id) {
        return true;
      }
    }
    return false;
  }

  /// Adds an id.
  ///
  /// @return whether it was not there
  synchronized boolean add(long id) {
    if (contains(id)) {
      return false;
    }
    ids[next] = id;
    next = (next + 1) % ids.length;
    return true;
  }
}
