package io.rivulet.e2e.guarantee;

/// What a page was asked for: ids between two others, both exclusive, the newest of them.
///
/// @param above 0 for all
/// @param below [Long#MAX_VALUE] for all
record Window(long above, long below, int limit) {
  static Window newest(int limit) {
    return new Window(0, Long.MAX_VALUE, limit);
  }

  static Window since(long id, int limit) {
    return new Window(id, Long.MAX_VALUE, limit);
  }

  static Window before(long id, int limit) {
    return new Window(0, id, limit);
  }

  boolean contains(long id) {
    return id > above && id < below;
  }

  /// As the API has it.
  String query() {
    return "limit="
        + limit
        + (above == 0 ? "" : "&since_id=" + above)
        + (below == Long.MAX_VALUE ? "" : "&max_id=" + below);
  }
}
