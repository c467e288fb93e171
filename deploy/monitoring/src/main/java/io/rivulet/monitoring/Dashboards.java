package io.rivulet.monitoring;

import java.util.List;

/// All dashboards.
final class Dashboards {
  private Dashboards() {}

  static List<Dashboard> all() {
    return List.of(
        FeedHealth.dashboard(),
        FanOut.dashboard(),
        RedisMemory.dashboard(),
        Readers.dashboard(),
        Ingest.dashboard());
  }
}
