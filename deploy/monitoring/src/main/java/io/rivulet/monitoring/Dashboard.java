package io.rivulet.monitoring;

import java.util.List;

/// A dashboard, from top to bottom. Its first row answers whether all is well.
///
/// @param file its name in `dashboards/`, without `.json`; with `rivulet-` before it also its
///   address in Grafana
record Dashboard(String file, String title, String description, List<Row> rows) {
  static final String FIRST = "Is it well?";

  /// Panels side by side, as many as fit into 24 columns, then below.
  record Row(String title, List<Panel> panels) {}

  static Row row(String title, Panel... panels) {
    return new Row(title, List.of(panels));
  }
}
