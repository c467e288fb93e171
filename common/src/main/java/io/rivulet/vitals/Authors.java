package io.rivulet.vitals;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Whose posts have cost most in the last minutes, of all workers together. An author is planned by
/// one worker at a time, or by two while his partition moves: what they tell adds up.
///
/// @param planned deliveries of all authors; what is older counts half for each minute
/// @param top the authors with most, at most [#MOST], those with most first
public record Authors(double planned, List<Author> top) {
  /// Where a worker tells them, on its admin port. Not in its metrics: an author is no label, of
  /// which there must be few.
  public static final String PATH = "/metrics/authors";

  /// How many are told.
  public static final int MOST = 10;

  private static final String PLANNED = "author_deliveries_planned";
  private static final String DELIVERIES = "author_deliveries";

  /// An author.
  ///
  /// @param deliveries planned for his posts; not fewer than there were, and more by a
  ///   hundred-and-twenty-eighth of all at most
  public record Author(long id, double deliveries) {}

  /// Nobody.
  public static final Authors NONE = new Authors(0, List.of());

  /// As a worker tells them: text like that of its metrics.
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("# Deliveries planned for posts; what is older counts half for each minute.\n");
    text.append(String.format(Locale.ROOT, "%s %.3f\n", PLANNED, planned));
    top.forEach(
        one ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%s{author=\"%d\"} %.3f\n",
                    DELIVERIES,
                    one.id(),
                    one.deliveries())));
    return text.toString();
  }

  static Authors of(List<Scrape> scrapes) {
    Map<String, Double> all = new TreeMap<>();
    scrapes.forEach(
        scrape ->
            scrape
                .by(DELIVERIES, "author")
                .forEach((id, cost) -> all.merge(id, cost, Double::sum)));
    return of(
        scrapes.stream().mapToDouble(scrape -> scrape.sum(PLANNED)).sum(),
        all.entrySet().stream().map(one -> author(one.getKey(), one.getValue())).toList());
  }

  /// The most costly of some.
  public static Authors of(double planned, List<Author> some) {
    return new Authors(
        planned,
        some.stream()
            .filter(one -> one.id() > 0 && one.deliveries() > 0)
            .sorted(
                Comparator.comparingDouble(Author::deliveries)
                    .reversed()
                    .thenComparingLong(Author::id))
            .limit(MOST)
            .toList());
  }

  private static Author author(String id, double deliveries) {
    try {
      return new Author(Long.parseLong(id), deliveries);
    } catch (NumberFormatException _) {
      return new Author(0, 0);
    }
  }
}
