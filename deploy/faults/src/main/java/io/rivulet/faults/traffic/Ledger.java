package io.rivulet.faults.traffic;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which posts were acknowledged. Safe for many threads.
public final class Ledger {
  private final Map<Long, String> posts = new ConcurrentHashMap<>();

  void acknowledged(long id, String marker) {
    posts.put(id, marker);
  }

  /// The markers of the acknowledged posts by their ids.
  public Map<Long, String> posts() {
    return Map.copyOf(posts);
  }
}
