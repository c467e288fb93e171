package io.rivulet.local.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a load did.
///
/// @param seconds from the first act to the last that is through feed-ingest
/// @param done acts that were taken, by kind
/// @param refused acts that were not allowed or named what is not there, by kind and reason: no
///   failures, as people do block each other
/// @param failed acts that nobody took although they were tried again, by kind and reason
/// @param retried requests that were not answered, or with 5xx or 429, by kind and reason
public record LoadReport(
    double seconds,
    Map<String, Long> done,
    Map<String, Long> refused,
    Map<String, Long> failed,
    Map<String, Long> retried) {

  /// Both, one after the other.
  public LoadReport plus(LoadReport next) {
    return new LoadReport(
        seconds + next.seconds,
        sums(done, next.done),
        sums(refused, next.refused),
        sums(failed, next.failed),
        sums(retried, next.retried));
  }

  private static Map<String, Long> sums(Map<String, Long> one, Map<String, Long> other) {
    Map<String, Long> sums = new TreeMap<>(one);
    other.forEach((what, count) -> sums.merge(what, count, Long::sum));
    return sums;
  }

  public long failures() {
    return sum(failed);
  }

  /// Of what was refused that for which there is no reason in what people of a load do.
  public Map<String, Long> unexplained() {
    Map<String, Long> unexplained = new TreeMap<>(refused);
    unexplained
        .keySet()
        .removeIf(
            what -> {
              int colon = what.indexOf(": ");
              return Refusals.isExplained(what.substring(0, colon), what.substring(colon + 2));
            });
    return unexplained;
  }

  /// The report as lines for a terminal.
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        "%,d acts in %.1f s: %,.0f a second".formatted(sum(done), seconds, sum(done) / seconds));
    list(lines, "done", done);
    list(lines, "refused", refused);
    list(lines, "failed", failed);
    list(lines, "retried", retried);
    lines.add(
        "%,d refused, %,d failed, %,d retried".formatted(sum(refused), failures(), sum(retried)));
    return lines;
  }

  private static void list(List<String> lines, String title, Map<String, Long> counts) {
    counts.forEach((what, count) -> lines.add("  %-8s %,8d  %s".formatted(title, count, what)));
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
