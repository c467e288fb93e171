package io.rivulet.fanout.plan;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.vitals.Authors;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What operators see of all plan tasks of a worker.
public final class PlanMetrics {
  /// Recipients from which a fan-out counts as large.
  public static final int LARGE = 10_000;

  private final MeterRegistry registry;
  private final Map<String, Counter> events = new ConcurrentHashMap<>();
  private final Set<PlanProcessor> tasks = ConcurrentHashMap.newKeySet();
  private final AuthorCosts authors = new AuthorCosts(System::nanoTime);
  final Counter deliveryRecords;
  private final Counter recipients;
  private final Counter largeFanOuts;
  private final Counter entriesNotPushed;
  final Counter replays;
  final Counter restored;

  public PlanMetrics(MeterRegistry registry) {
    this.registry = registry;
    deliveryRecords = registry.counter("rivulet.plan.delivery.records");
    recipients = registry.counter("rivulet.plan.recipients");
    largeFanOuts = registry.counter("rivulet.plan.large.fanouts");
    entriesNotPushed = registry.counter("rivulet.plan.entries.not.pushed");
    replays = registry.counter("rivulet.plan.replays");
    restored = registry.counter("rivulet.plan.restored");
    registry.gauge("rivulet.plan.oldest.age.seconds", tasks, PlanMetrics::oldestSeconds);
    registry.gauge(
        "rivulet.plan.pending", tasks, all -> all.stream().mapToInt(PlanProcessor::pending).sum());
    // While there are any, what is absent is answered with 503.
    registry.gauge(
        "rivulet.plan.unvouched",
        tasks,
        all -> all.stream().filter(task -> !task.vouches()).count());
    registry.gauge(
        "rivulet.plan.pulled.authors",
        tasks,
        all -> all.stream().mapToInt(PlanProcessor::pulledAuthors).sum());
  }

  /// Counts an entry and its recipients.
  ///
  /// @param pushed whether its author's followers are among them
  void reached(long accounts, boolean pushed) {
    if (!pushed) {
      entriesNotPushed.increment();
    }
    recipients.increment((double) accounts);
    if (accounts >= LARGE) {
      largeFanOuts.increment();
    }
  }

  /// Counts what a post of an author costs.
  void costs(long author, long deliveries) {
    if (deliveries > 0) {
      authors.add(author, deliveries);
    }
  }

  /// Whose posts cost most.
  public Authors authors() {
    return authors.top();
  }

  /// Counts the beginning of an author's crossing.
  void crossing(boolean toPull) {
    registry.counter("rivulet.plan.crossings", "to", toPull ? "pull" : "push").increment();
  }

  void event(String type) {
    events
        .computeIfAbsent(type, name -> registry.counter("rivulet.plan.events", "type", name))
        .increment();
  }

  /// Events of posts so far.
  public double posts() {
    return events.entrySet().stream()
        .filter(type -> type.getKey().startsWith("post-"))
        .mapToDouble(type -> type.getValue().count())
        .sum();
  }

  void deadLetter(String kind) {
    registry.counter("rivulet.dead.letters", "service", "feed-fanout", "kind", kind).increment();
  }

  void opened(PlanProcessor task) {
    tasks.add(task);
  }

  void closed(PlanProcessor task) {
    tasks.remove(task);
  }

  /// Plan tasks that run.
  public int tasks() {
    return tasks.size();
  }

  /// Age of the oldest record that is planned and waits for Redis, 0 if there is none.
  public double oldestAgeSeconds() {
    return oldestSeconds(tasks);
  }

  private static double oldestSeconds(Set<PlanProcessor> tasks) {
    long oldest = tasks.stream().mapToLong(PlanProcessor::oldest).min().orElse(Long.MAX_VALUE);
    return oldest == Long.MAX_VALUE
        ? 0
        : Math.max(0, (System.currentTimeMillis() - oldest) / 1_000.0);
  }
}
