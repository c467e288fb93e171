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
  private static final int LEGEND_LINE = 18;
  private static final int HEADING_LETTERS = 118;
  private static final int ROW = 22;
  private static final int ROWS_ABOVE = 36;
  private static final int NAMES_WIDTH = 420;
  private static final int VALUES_WIDTH = 90;

  /// Figures that differ more than so many times are shown on a logarithmic axis.
  private static final double FAR_APART = 20;

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
    List<String> lines = lines(heading);
    int top = 24 + lines.size() * LEGEND_LINE;
    int height = top + charts.stream().mapToInt(Picture::height).sum();
    picture.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#222\">",
        WIDTH, height, WIDTH, height);
    picture.add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, height);
    for (int i = 0; i < lines.size(); i++) {
      picture.text(16, 24 + i * LEGEND_LINE, "font-size=\"13\" fill=\"#555\"", lines.get(i));
    }
    for (Chart chart : charts) {
      picture.panel(top, chart);
      top += height(chart);
    }
    return picture.add("</svg>").svg.toString();
  }

  /// A text in lines that fit.
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + word.length() >= HEADING_LETTERS) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static int height(Chart chart) {
    return chart.rounds().isEmpty()
        ? PANEL + legend(chart).size() * LEGEND_LINE
        : ROWS_ABOVE + chart.rounds().size() * ROW + BELOW;
  }

  /// The names of the lines, in as many lines as they need.
  private static List<List<Chart.Series>> legend(Chart chart) {
    List<List<Chart.Series>> legend = new ArrayList<>();
    int width = WIDTH;
    for (Chart.Series series : chart.series()) {
      int own = width(series);
      if (width + own > WIDTH - LEFT - RIGHT) {
        legend.add(new ArrayList<>());
        width = 0;
      }
      legend.getLast().add(series);
      width += own;
    }
    return legend;
  }

  private static int width(Chart.Series series) {
    return 40 + series.name().length() * LETTER;
  }

  private void panel(int top, Chart chart) {
    text(16, top + 20, "font-size=\"15\" font-weight=\"600\"", chart.title());
    if (!chart.rounds().isEmpty()) {
      rows(top, chart);
      return;
    }
    List<Chart.Point> all =
        chart.series().stream().flatMap(series -> series.points().stream()).toList();
    if (all.isEmpty()) {
      text(LEFT, top + ABOVE, "", "nothing was measured");
      return;
    }
    var across = Axis.of(all.stream().mapToDouble(Chart.Point::x), false);
    var up = Axis.of(all.stream().mapToDouble(Chart.Point::y), true);
    List<List<Chart.Series>> legend = legend(chart);
    int lines = top + legend.size() * LEGEND_LINE;
    grid(lines, chart, across, up);
    int number = 0;
    for (int row = 0; row < legend.size(); row++) {
      int left = LEFT;
      for (Chart.Series series : legend.get(row)) {
        String colour = COLOURS.get(number++ % COLOURS.size());
        int y = top + 37 + row * LEGEND_LINE;
        add("<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>", left, y, colour);
        text(left + 20, y + 6, "", series.name());
        left += width(series);
        line(lines, series, colour, across, up);
      }
    }
  }

  /// A row for each figure: all rounds as dots, the median as a line and in numbers.
  private void rows(int top, Chart chart) {
    double least = chart.rounds().values().stream().mapToDouble(Spread::min).min().orElseThrow();
    double most = chart.rounds().values().stream().mapToDouble(Spread::max).max().orElseThrow();
    boolean logarithmic = least > 0 && most / least > FAR_APART;
    Axis axis =
        logarithmic
            ? new Axis(Math.floor(Math.log10(least)), Math.ceil(Math.log10(most)), 1)
            : Axis.of(DoubleStream.of(0, most), true);
    int letters = chart.rounds().keySet().stream().mapToInt(String::length).max().orElse(0);
    int left = Math.min(NAMES_WIDTH, 24 + letters * LETTER);
    int width = WIDTH - left - RIGHT - VALUES_WIDTH;
    int bottom = top + ROWS_ABOVE + chart.rounds().size() * ROW;
    for (double tick : axis.ticks()) {
      double x = left + axis.share(tick) * width;
      add(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#ddd\"/>",
          x, x, top + ROWS_ABOVE, bottom);
      text(
          x,
          bottom + 18.0,
          "text-anchor=\"middle\" fill=\"#555\"",
          logarithmic ? figure(Math.pow(10, tick)) : axis.label(tick));
    }
    text(WIDTH - RIGHT, top + 20.0, "text-anchor=\"end\" fill=\"#555\"", chart.y());
    int row = 0;
    for (var figure : chart.rounds().entrySet()) {
      double y = top + ROWS_ABOVE + (row++ + 0.5) * ROW;
      Spread spread = figure.getValue();
      text(left - 8, y + 4, "text-anchor=\"end\"", figure.getKey());
      for (double round : spread.rounds()) {
        add(
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\" fill-opacity=\"0.45\"/>",
            left + axis.share(logarithmic ? Math.log10(round) : round) * width,
            y,
            COLOURS.getFirst());
      }
      double median =
          left + axis.share(logarithmic ? Math.log10(spread.median()) : spread.median()) * width;
      add(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"2\"/>",
          median, median, y - 7, y + 7, COLOURS.get(1));
      text(WIDTH - RIGHT, y + 4, "text-anchor=\"end\"", figure(spread.median()));
    }
  }

  /// A figure with as many digits as say something.
  private static String figure(double value) {
    if (value >= 100) {
      return number("%,.0f", value);
    }
    return value >= 10 ? number("%.1f", value) : number("%.3g", value);
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
      if (!fromZero && whole(from) && whole(to)) {
        step = Math.max(1, step);
      }
      return fromZero
          ? new Axis(from, Math.ceil(to / step - 1e-9) * step, step)
          : new Axis(from, to, step);
    }

    private static boolean whole(double value) {
      return value == Math.rint(value);
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
