package io.rivulet.monitoring;

/// How a panel draws, by Grafana's names, and how high it is in rows of the grid.
enum Kind {
  /// One figure, its colour behind it: to be read from the other end of a room.
  STAT("stat", 4),
  LINES("timeseries", 8),
  /// Lines on top of each other, where parts make a whole.
  STACK("timeseries", 8),
  /// The newest figure of each of many.
  BARS("bargauge", 8),
  /// A histogram over time.
  HEATMAP("heatmap", 8),
  /// When each of some things was so.
  STATES("state-timeline", 8);

  private final String id;
  private final int height;

  Kind(String id, int height) {
    this.id = id;
    this.height = height;
  }

  String id() {
    return id;
  }

  int height() {
    return height;
  }
}
