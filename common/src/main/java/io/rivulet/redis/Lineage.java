package io.rivulet.redis;

import java.util.Map;

/// Which lives of which primaries hold the data.
///
/// A node takes a new replication id whenever it becomes a primary or starts anew. So while two of
/// these are equal, whatever was acknowledged in between has not been lost; if they differ, a
/// replica took over, or a node came back, with what it had by then: the last acknowledged writes
/// may be missing (replication is asynchronous, and files are written behind).
///
/// @param ids the replication id by the least shard that a primary has
public record Lineage(Map<Integer, String> ids) {
  public Lineage {
    ids = Map.copyOf(ids);
  }

  /// Of a Redis that never changes: for tests without one.
  public static Lineage unchanging() {
    return new Lineage(Map.of());
  }
}
