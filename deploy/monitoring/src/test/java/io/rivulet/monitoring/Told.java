package io.rivulet.monitoring;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/// What Prometheus is told: the meters of `metrics.txt` by the names that Micrometer gives them,
/// the rules' own records, and what Prometheus makes itself.
final class Told {
  /// A line of `metrics.txt`.
  record Meter(List<String> services, String kind, String name, List<String> labels) {}

  /// Labels that Prometheus puts on everything it scrapes.
  private static final Set<String> SCRAPED = Set.of("job", "instance");

  /// By name, the labels of each that has it: two services may tell one name with different ones.
  private final Map<String, List<Set<String>>> series = new HashMap<>();

  Told() {
    put("up", SCRAPED);
    processor();
    put("ALERTS", Set.of("alertname", "alertstate", "severity"));
    meters().forEach(this::putMeter);
    Rule.all().stream()
        .filter(rule -> !rule.alerts())
        .forEach(rule -> put(rule.name(), recorded(rule.expression())));
  }

  static List<Meter> meters() {
    return Folder.text(Folder.HERE.resolve("metrics.txt"))
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Told::meter)
        .toList();
  }

  private static Meter meter(String line) {
    List<String> words = List.of(line.strip().split("\\s+", -1));
    return new Meter(
        List.of(words.get(0).split(",", -1)),
        words.get(1),
        words.get(2),
        List.copyOf(words.subList(3, words.size())));
  }

  private void putMeter(Meter meter) {
    Set<String> labels = new TreeSet<>(SCRAPED);
    labels.addAll(meter.labels());
    for (String name : names(meter)) {
      Set<String> own = new TreeSet<>(labels);
      if (name.endsWith("_bucket")) {
        own.add("le");
      }
      put(name, own);
    }
  }

  /// Micrometer's own meters, as services have them.
  private void processor() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new ProcessorMetrics().bindTo(registry);
    names(registry).forEach(name -> put(name, SCRAPED));
  }

  /// Asked of Micrometer itself, which has rules of its own for units and ends.
  static Set<String> names(Meter meter) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    List<Tag> tags = meter.labels().stream().map(label -> Tag.of(label, "some")).toList();
    switch (meter.kind()) {
      case "counter" -> registry.counter(meter.name(), tags).increment();
      case "gauge" -> registry.gauge(meter.name(), tags, new AtomicInteger(1));
      case "timer" -> registry.timer(meter.name(), tags).record(Duration.ofMillis(1));
      case "histogram" ->
          Timer.builder(meter.name())
              .tags(tags)
              .serviceLevelObjectives(Duration.ofMillis(1))
              .register(registry)
              .record(Duration.ofMillis(1));
      default -> throw new IllegalArgumentException(meter + ": no such kind");
    }
    return names(registry);
  }

  private static Set<String> names(PrometheusMeterRegistry registry) {
    Set<String> names = new HashSet<>();
    registry
        .scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
    return names;
  }

  private static Set<String> recorded(String expression) {
    Set<String> labels = new TreeSet<>(Expression.of(expression).grouping());
    labels.remove("le");
    return labels;
  }

  private void put(String name, Set<String> labels) {
    series.computeIfAbsent(name, _ -> new ArrayList<>()).add(labels);
  }

  /// What an expression speaks of that nobody tells; empty if it is right.
  List<String> wrong(String text) {
    Expression expression = Expression.of(text);
    List<String> wrong = new ArrayList<>();
    Set<String> known = new TreeSet<>();
    for (Expression.Selector selector : expression.selectors()) {
      List<Set<String>> told = series.getOrDefault(selector.metric(), List.of());
      told.forEach(known::addAll);
      if (told.isEmpty()) {
        wrong.add("no " + selector.metric());
      } else if (told.stream().noneMatch(labels -> labels.containsAll(selector.labels()))) {
        wrong.add(selector.metric() + " has no " + selector.labels());
      }
    }
    expression.grouping().stream()
        .filter(label -> !known.contains(label))
        .forEach(label -> wrong.add("nothing has a label " + label));
    if (expression.selectors().isEmpty()) {
      wrong.add("speaks of nothing");
    }
    if (text.contains("histogram_quantile") && !expression.grouping().contains("le")) {
      wrong.add("a percentile of buckets that were not added up by le");
    }
    return wrong;
  }

  /// Labels that the result of an expression may have.
  Set<String> labels(String text) {
    Expression expression = Expression.of(text);
    if (!expression.grouping().isEmpty()) {
      return expression.grouping();
    }
    Set<String> labels = new TreeSet<>();
    expression.selectors().stream()
        .flatMap(selector -> series.getOrDefault(selector.metric(), List.of()).stream())
        .forEach(labels::addAll);
    return labels;
  }
}
