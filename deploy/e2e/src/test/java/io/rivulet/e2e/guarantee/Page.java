package io.rivulet.e2e.guarantee;

import java.util.List;

/// A page of a home timeline as a client was served it.
///
/// @param walk pages of one walk continue one another: none may show what another one showed
/// @param ids of its entries, as served
record Page(long viewer, int walk, Window window, Span at, List<Long> ids) {
  Page {
    ids = List.copyOf(ids);
  }

  boolean shows(long id) {
    return ids.contains(id);
  }

  /// Whether an entry with this id, were it visible, would be on this page. Only the last page is
  /// not full.
  boolean covers(long id) {
    return window.contains(id) && id >= lowest();
  }

  private long lowest() {
    return ids.size() < window.limit() ? 0 : ids.getLast();
  }

  @Override
  public String toString() {
    return "%s (walk %d, read at %s)".formatted(window.query(), walk, at);
  }
}
