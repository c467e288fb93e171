package io.rivulet.e2e.history;

import java.util.List;
import java.util.stream.Stream;

/// What a client asks for. Cursors are ids, 0 for none.
record Query(int limit, long max, long since, long min) {
  static Query of(Step.Read read) {
    return new Query(
        read.limit(), Ingest.id(read.max()), Ingest.id(read.since()), Ingest.id(read.min()));
  }

  private boolean oldestFirst() {
    return min > 0;
  }

  private boolean asksFor(long id) {
    return (max == 0 || id < max) && id > (oldestFirst() ? min : since);
  }

  /// The page of a home timeline that this asks for.
  ///
  /// @param home newest first
  List<Long> page(List<Long> home) {
    List<Long> window = home.stream().filter(this::asksFor).toList();
    int size = window.size();
    return oldestFirst()
        ? window.subList(Math.max(0, size - limit), size)
        : window.subList(0, Math.min(limit, size));
  }

  /// Whether an entry that is shown has to be on a page.
  boolean reaches(long id, List<Long> page) {
    return asksFor(id)
        && (page.size() < limit || (oldestFirst() ? id < page.getFirst() : id > page.getLast()));
  }

  boolean allows(List<Long> page) {
    return page.size() <= limit && page.stream().allMatch(this::asksFor);
  }

  /// As in a request.
  String text() {
    return String.join(
        "&",
        Stream.of(
                "limit=" + limit,
                cursor("max_id", max),
                cursor("since_id", since),
                cursor("min_id", min))
            .filter(part -> !part.isEmpty())
            .toList());
  }

  private static String cursor(String name, long id) {
    return id == 0 ? "" : name + "=" + id;
  }
}
