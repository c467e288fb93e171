package io.rivulet.monitoring;

import java.util.List;
import java.util.stream.Stream;

/// A panel, and where it is.
record Picture(String name, List<Query> queries) {
  static Stream<Picture> of(Dashboard dashboard) {
    return dashboard.rows().stream()
        .flatMap(row -> row.panels().stream())
        .map(panel -> new Picture(dashboard.file() + ": " + panel.title(), panel.queries()));
  }
}
