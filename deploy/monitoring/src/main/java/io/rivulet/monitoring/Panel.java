package io.rivulet.monitoring;

import java.util.List;
import java.util.Map;

/// A picture of a dashboard.
///
/// @param description what it shows and how it is read, for whoever holds the mouse over it
/// @param painted colours of series, by an expression that their names match
record Panel(
    String title, String description, List<Query> queries, Look look, Map<String, String> painted) {

  /// How it looks.
  ///
  /// @param width in columns of the grid's 24
  record Look(Kind kind, Unit unit, Thresholds thresholds, int width) {}

  /// Statuses as everybody expects them.
  static final Map<String, String> STATUSES =
      Map.of("2..", "green", "3..", "blue", "4..", "yellow", "5..", "red");

  /// A figure of the first row.
  static Panel stat(
      String title, String description, Unit unit, Thresholds thresholds, String expression) {
    return of(Kind.STAT, title, description, unit, thresholds, new Query(expression, ""));
  }

  static Panel lines(String title, String description, Unit unit, Query... queries) {
    return of(Kind.LINES, title, description, unit, Thresholds.none(), queries);
  }

  static Panel stack(String title, String description, Unit unit, Query... queries) {
    return of(Kind.STACK, title, description, unit, Thresholds.none(), queries);
  }

  static Panel bars(
      String title, String description, Unit unit, Thresholds thresholds, Query query) {
    return of(Kind.BARS, title, description, unit, thresholds, query);
  }

  /// @param buckets of a histogram
  static Panel heatmap(String title, String description, String buckets) {
    return of(
        Kind.HEATMAP,
        title,
        description,
        Unit.SECONDS,
        Thresholds.none(),
        Query.rate(buckets, "le", "{{le}}"));
  }

  static Panel states(String title, String description, Query query) {
    return of(Kind.STATES, title, description, Unit.NUMBER, Thresholds.aboveNothing(), query)
        .width(24);
  }

  private static Panel of(
      Kind kind,
      String title,
      String description,
      Unit unit,
      Thresholds thresholds,
      Query... queries) {
    int width = kind == Kind.STAT ? 4 : 12;
    return new Panel(
        title, description, List.of(queries), new Look(kind, unit, thresholds, width), Map.of());
  }

  Panel width(int columns) {
    return with(new Look(look.kind(), look.unit(), look.thresholds(), columns));
  }

  /// With lines where it begins to be bad.
  Panel within(Thresholds thresholds) {
    return with(new Look(look.kind(), look.unit(), thresholds, look.width()));
  }

  private Panel with(Look other) {
    return new Panel(title, description, queries, other, painted);
  }

  Panel painted(Map<String, String> colours) {
    return new Panel(title, description, queries, look, colours);
  }
}
