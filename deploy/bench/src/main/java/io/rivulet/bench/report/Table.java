package io.rivulet.bench.report;

import java.util.ArrayList;
import java.util.List;

/// Figures for people, in Markdown, so that they can be kept as they are printed.
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... titles) {
    rows.add(List.of(titles));
  }

  public void add(String... cells) {
    rows.add(List.of(cells));
  }

  public boolean isEmpty() {
    return rows.size() == 1;
  }

  public List<String> lines() {
    var lines = new ArrayList<String>();
    for (List<String> row : rows) {
      var line = new StringBuilder("|");
      for (int column = 0; column < row.size(); column++) {
        line.append(' ').append(padded(row.get(column), width(column))).append(" |");
      }
      lines.add(line.toString());
    }
    lines.add(1, "|" + "---|".repeat(rows.getFirst().size()));
    return lines;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String padded(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }
}
