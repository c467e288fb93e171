package io.rivulet.monitoring;

/// What the figures of a panel are, by Grafana's names.
enum Unit {
  SECONDS("s"),
  BYTES("bytes"),
  /// 0 to 1.
  SHARE("percentunit"),
  PER_SECOND("ops"),
  REQUESTS_PER_SECOND("reqps"),
  /// Whatever is counted: records, timelines, tasks.
  NUMBER("short");

  private final String id;

  Unit(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }
}
