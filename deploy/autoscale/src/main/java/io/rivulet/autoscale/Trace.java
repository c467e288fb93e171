package io.rivulet.autoscale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What the workers of a real run told, one look after the other, as `deploy/rivulet autoscale
/// --record` writes it down: a line `seconds,worker,series,value` for each number that the rule
/// goes by.
///
/// It is read as the recording rules read Prometheus ([Manifests]), but for how Prometheus guesses
/// at what was before the first and after the last sample of a window: so the two may differ by a
/// sample, and not by more.
final class Trace {
  static final String HEADER = "seconds,worker,series,value";
  static final String EVENTS = "rivulet_plan_events_total";
  static final String RECIPIENTS = "rivulet_plan_recipients_total";
  static final String RECORDS = "rivulet_plan_delivery_records_total";
  static final String LAG = "rivulet_partition_lag";
  static final String OLDEST = "rivulet_oldest_undelivered_seconds";
  static final String GATE = "rivulet_gate_closed_seconds";
  static final String TASKS = "rivulet_tasks";

  private static final String POSTS = "topic=\"feed.posts.v1\"";
  private static final String DELIVERIES = "topic=\"feed.deliveries.v1\"";
  private static final int SHORT = 120;
  private static final int LONG = 300;

  /// A number of a worker.
  ///
  /// @param name as Prometheus has it, with its labels
  record Series(String worker, String name) {
    boolean is(String metric) {
      return name.equals(metric) || name.startsWith(metric + "{");
    }

    boolean isPartitionOf(String topic) {
      return is(LAG) && name.contains(topic);
    }

    /// A post event, not a follow.
    boolean isPostEvent() {
      return is(EVENTS) && name.contains("type=\"post-");
    }
  }

  private static final Comparator<Series> ORDER =
      Comparator.comparing(Series::worker).thenComparing(Series::name);

  /// By time, in seconds since the first.
  private final NavigableMap<Integer, Map<Series, Double>> looks = new TreeMap<>();

  private Trace() {}

  /// Reads a file.
  ///
  /// @throws IllegalArgumentException if it is none, with the line
  static Trace read(Path file) {
    try {
      return of(Files.readAllLines(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, e), e);
    }
  }

  static Trace of(List<String> lines) {
    Trace trace = new Trace();
    if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
      throw new IllegalArgumentException("line 1: expected " + HEADER);
    }
    for (int i = 1; i < lines.size(); i++) {
      trace.add(lines.get(i), i + 1);
    }
    if (trace.looks.size() < 2) {
      throw new IllegalArgumentException("expected two looks at least");
    }
    return trace;
  }

  /// A label has commas, a number and a worker's name have none.
  private void add(String line, int number) {
    int first = line.indexOf(',');
    int second = line.indexOf(',', first + 1);
    int last = line.lastIndexOf(',');
    try {
      if (first > 0 && second > first && last > second) {
        looks
            .computeIfAbsent(Integer.valueOf(line.substring(0, first)), _ -> new TreeMap<>(ORDER))
            .put(
                new Series(line.substring(first + 1, second), line.substring(second + 1, last)),
                Double.valueOf(line.substring(last + 1)));
        return;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "line %d: expected %s, found '%s'".formatted(number, HEADER, line));
  }

  /// When workers were looked at.
  List<Integer> seconds() {
    return List.copyOf(looks.keySet());
  }

  /// All series that were ever told.
  List<Series> series() {
    Set<Series> all = new HashSet<>();
    looks.values().forEach(look -> all.addAll(look.keySet()));
    return all.stream().sorted(ORDER).toList();
  }

  /// What a series was at a time, NaN if it was not told.
  double value(Series series, int second) {
    return looks.getOrDefault(second, Map.of()).getOrDefault(series, Double.NaN);
  }

  /// What is seen at a time, of the minutes before it.
  Seen seen(int second) {
    double events = increase(second, SHORT, Series::isPostEvent);
    double recipients = increase(second, LONG, one -> one.is(RECIPIENTS));
    double growth =
        (lag(second, POSTS) - lag(floor(second - SHORT), POSTS)) / seconds(second, SHORT);
    boolean closed = max(second, GATE) > 0;
    return new Seen(
        events / seconds(second, SHORT),
        lag(second, POSTS),
        growth,
        ratio(recipients, increase(second, LONG, Series::isPostEvent)),
        lag(second, DELIVERIES),
        ratio(recipients, increase(second, LONG, one -> one.is(RECORDS))),
        closed ? 0 : oldest(second),
        workers(second));
  }

  private static double ratio(double of, double by) {
    return by > 0 ? of / by : 0;
  }

  private int floor(int second) {
    Integer at = looks.floorKey(second);
    return at == null ? looks.firstKey() : at;
  }

  /// Of a window, as far as there is one.
  private double seconds(int second, int window) {
    return Math.max(1, (double) second - floor(second - window));
  }

  /// Of counters, each by itself: one that is lower than before began anew, and one that was not
  /// there before is not known to have grown.
  private double increase(int second, int window, Predicate<Series> which) {
    double sum = 0;
    Map<Series, Double> before = Map.of();
    for (Map<Series, Double> look :
        looks.subMap(floor(second - window), true, second, true).values()) {
      for (Map.Entry<Series, Double> one : look.entrySet()) {
        Double earlier = before.get(one.getKey());
        if (earlier != null && which.test(one.getKey())) {
          sum += one.getValue() >= earlier ? one.getValue() - earlier : one.getValue();
        }
      }
      before = look;
    }
    return sum;
  }

  /// Each partition once, though two workers may tell of it for a moment.
  private double lag(int second, String topic) {
    Map<String, Double> byPartition = new TreeMap<>();
    looks
        .getOrDefault(second, Map.of())
        .forEach(
            (series, value) -> {
              if (series.isPartitionOf(topic)) {
                byPartition.merge(series.name(), value, Math::max);
              }
            });
    return byPartition.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private double max(int second, String metric) {
    return looks.getOrDefault(second, Map.of()).entrySet().stream()
        .filter(one -> one.getKey().is(metric))
        .mapToDouble(Map.Entry::getValue)
        .max()
        .orElse(0);
  }

  /// Of each worker the least of two minutes, of these the most.
  private double oldest(int second) {
    Map<Series, Double> least = new TreeMap<>(ORDER);
    for (Map<Series, Double> look :
        looks.subMap(floor(second - SHORT), false, second, true).values()) {
      look.forEach(
          (series, value) -> {
            if (series.is(OLDEST)) {
              least.merge(series, value, Math::min);
            }
          });
    }
    return least.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private int workers(int second) {
    return (int)
        looks.getOrDefault(second, Map.of()).entrySet().stream()
            .filter(one -> one.getKey().is(TASKS) && one.getValue() > 0)
            .count();
  }

  /// What the rule says at each look, with its calm.
  List<Answer> replay(ScalingSettings settings) {
    Day.Scaler rule = Scalers.rule(settings);
    List<Answer> answers = new ArrayList<>();
    for (int second : looks.keySet()) {
      Seen seen = seen(second);
      answers.add(new Answer(second, seen, rule.workers(seen, second)));
    }
    return answers;
  }

  /// What the rule says.
  record Answer(int second, Seen seen, int workers) {}
}
