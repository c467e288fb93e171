package io.rivulet.reader;

import io.rivulet.overload.Lane;
import io.rivulet.reader.home.HomeFilter;
import jakarta.ws.rs.HttpMethod;
import java.util.List;

/// Which requests are counted together: what the index answers has few places of its own, so that
/// no number of searches keeps a home timeline waiting, and streams have bounds of theirs.
final class ReaderLanes implements Lane.Choice {
  private static final String STREAMS = "/api/v1/streaming";

  private static final List<String> INDEXED =
      List.of(
          "/api/v2/search",
          "/api/v1/accounts/search",
          "/api/v1/timelines/public",
          "/api/v1/timelines/tag/",
          "/api/v1/tags/",
          "/api/v1/favourites",
          "/api/v1/bookmarks");

  /// Of one status or account.
  private static final List<String> INDEXED_OF_ONE =
      List.of("/context", "/history", "/favourited_by", "/reblogged_by", "/followers");

  @Override
  public Lane of(String method, String path) {
    if (path.equals(HomeFilter.PATH)) {
      return Lane.USUAL;
    }
    if (path.startsWith(STREAMS) || method.equals(HttpMethod.OPTIONS)) {
      return Lane.FREE;
    }
    return INDEXED.stream().anyMatch(path::startsWith)
            || INDEXED_OF_ONE.stream().anyMatch(path::endsWith)
        ? Lane.ASIDE
        : Lane.USUAL;
  }
}
