package io.rivulet.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One panel of a picture: lines along an axis, or a row for each of some figures.
///
/// @param x what the horizontal axis of lines shows, with its unit
/// @param y what is shown, with its unit; lines begin at zero
/// @param series lines
/// @param rounds figures by name, in the order of their rows, instead of lines
public record Chart(
    String title, String x, String y, List<Series> series, Map<String, Spread> rounds) {
  public Chart {
    series = List.copyOf(series);
    rounds = new LinkedHashMap<>(rounds);
  }

  /// Lines.
  public Chart(String title, String x, String y, List<Series> series) {
    this(title, x, y, series, Map.of());
  }

  /// A line.
  public record Series(String name, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  public record Point(double x, double y) {}

  /// Figures of some rounds each.
  ///
  /// @param figures by name, in the order of their rows
  public static Chart ofRounds(String title, String y, Map<String, Spread> figures) {
    return new Chart(title, "", y, List.of(), figures);
  }
}
