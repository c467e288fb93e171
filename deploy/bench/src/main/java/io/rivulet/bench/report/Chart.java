package io.rivulet.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Figures along an axis, one panel of a picture.
///
/// @param x what the horizontal axis shows, with its unit
/// @param y what the vertical axis shows, with its unit; it begins at zero
public record Chart(String title, String x, String y, List<Series> series) {
  public Chart {
    series = List.copyOf(series);
  }

  /// A line.
  public record Series(String name, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  public record Point(double x, double y) {}

  /// Figures round by round.
  ///
  /// @param figures by name, in the order of the legend
  public static Chart ofRounds(String title, String y, Map<String, Spread> figures) {
    var series = new ArrayList<Series>();
    figures.forEach((name, spread) -> series.add(new Series(name, points(spread.rounds()))));
    return new Chart(title, "round", y, series);
  }

  private static List<Point> points(List<Double> rounds) {
    var points = new ArrayList<Point>();
    for (int i = 0; i < rounds.size(); i++) {
      points.add(new Point(i + 1.0, rounds.get(i)));
    }
    return points;
  }
}
