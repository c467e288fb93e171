package io.rivulet.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// Charts as one SVG, one below the other, in colours that are told apart by people who see no red
/// or no green (Okabe and Ito, 2008).
@SuppressWarnings("AnnotateFormatMethod") // A dependency for an annotation on private methods.
public final class Picture {
  private static final int WIDTH = 860;
  private static final int PANEL = 270;
  private static final int LEFT = 84;
  private static final int RIGHT = 24;
  private static final int ABOVE = 66;
  private static final int BELOW = 44;
  private static final int TICKS = 5;
  private static final int LETTER = 7;
  private static final int MARKED = 40;
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

  private final StringBuilder svg = new StringBuilder();

  private Picture() {}

  /// Draws.
  ///
  /// @param heading of the whole, such as the benchmark and the machine
  public static String svg(String heading, List<Chart> charts) {
    var picture = new Picture();
    int height = 40 + charts.size() * PANEL;
    picture.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#222\">",
        WIDTH, height, WIDTH, height);
    picture.add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, height);
    picture.text(16, 24, "font-size=\"13\" fill=\"#555\"", heading);
    for (int i = 0; i < charts.size(); i++) {
      picture.panel(40 + i * PANEL, charts.get(i));
    }
    return picture.add("</svg>").svg.toString();
  }

  private void panel(int top, Chart chart) {
    List<Chart.Point> all =
        chart.series().stream().flatMap(series -> series.points().stream()).toList();
    text(16, top + 20, "font-size=\"15\" font-weight=\"600\"", chart.title());
    if (all.isEmpty()) {
      text(LEFT, top + ABOVE, "", "nothing was measured");
      return;
    }
    var across = Axis.of(all.stream().mapToDouble(Chart.Point::x), false);
    var up = Axis.of(all.stream().mapToDouble(Chart.Point::y), true);
    grid(top, chart, across, up);
    int legend = LEFT;
    for (int i = 0; i < chart.series().size(); i++) {
      Chart.Series series = chart.series().get(i);
      String colour = COLOURS.get(i % COLOURS.size());
      add(
          "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>",
          legend, top + 37, colour);
      text(legend + 20, top + 43, "", series.name());
      legend += 40 + series.name().length() * LETTER;
      line(top, series, colour, across, up);
    }
  }

  private void grid(int top, Chart chart, Axis across, Axis up) {
    for (double value : up.ticks()) {
      double y = y(top, up, value);
      add(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>",
          LEFT, WIDTH - RIGHT, y, y);
      text(LEFT - 8, y + 4, "text-anchor=\"end\" fill=\"#555\"", up.label(value));
    }
    for (double value : across.ticks()) {
      text(
          x(across, value),
          top + PANEL - BELOW + 18.0,
          "text-anchor=\"middle\" fill=\"#555\"",
          across.label(value));
    }
    text(WIDTH - RIGHT, top + PANEL - 10.0, "text-anchor=\"end\" fill=\"#555\"", chart.x());
    text(WIDTH - RIGHT, top + 20.0, "text-anchor=\"end\" fill=\"#555\"", chart.y());
  }

  private void line(int top, Chart.Series series, String colour, Axis across, Axis up) {
    var path = new StringBuilder();
    for (Chart.Point point : series.points()) {
      path.append(path.isEmpty() ? "M" : "L")
          .append(number("%.1f,%.1f ", x(across, point.x()), y(top, up, point.y())));
    }
    add(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"/>",
        path.toString().strip(), colour);
    if (series.points().size() <= MARKED) {
      for (Chart.Point point : series.points()) {
        add(
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.6\" fill=\"%s\"/>",
            x(across, point.x()), y(top, up, point.y()), colour);
      }
    }
  }

  private static double x(Axis axis, double value) {
    return LEFT + axis.share(value) * (WIDTH - LEFT - RIGHT);
  }

  private static double y(int top, Axis axis, double value) {
    return top + PANEL - BELOW - axis.share(value) * (PANEL - ABOVE - BELOW);
  }

  private void text(double x, double y, String attributes, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" %s>%s</text>", x, y, attributes, escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private Picture add(String format, Object... values) {
    svg.append(number(format, values)).append('\n');
    return this;
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /// Where values lie between the ends of an axis.
  private record Axis(double from, double to, double step) {
    static Axis of(DoubleStream values, boolean fromZero) {
      var summary = values.summaryStatistics();
      double from = fromZero ? Math.min(0, summary.getMin()) : summary.getMin();
      double to = summary.getMax() > from ? summary.getMax() : from + 1;
      double step = step((to - from) / TICKS);
      return fromZero
          ? new Axis(from, Math.ceil(to / step - 1e-9) * step, step)
          : new Axis(from, to, step);
    }

    /// The next of 1, 2, 5, 10, 20 …
    private static double step(double least) {
      double power = Math.pow(10, Math.floor(Math.log10(least)));
      for (double factor : new double[] {1, 2, 5}) {
        if (factor * power >= least) {
          return factor * power;
        }
      }
      return 10 * power;
    }

    double share(double value) {
      return (value - from) / (to - from);
    }

    List<Double> ticks() {
      var ticks = new ArrayList<Double>();
      for (double at = Math.ceil(from / step) * step; at <= to + step / 1e6; at += step) {
        ticks.add(at);
      }
      return ticks;
    }

    String label(double value) {
      double shown = Math.abs(value) < step / 1e6 ? 0 : value;
      if (step >= 1_000) {
        return number("%,.0f", shown);
      }
      return step >= 1 ? number("%.0f", shown) : number("%.3g", shown);
    }
  }
}
