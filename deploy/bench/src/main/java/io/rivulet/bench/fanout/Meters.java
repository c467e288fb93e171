package io.rivulet.bench.fanout;

import io.rivulet.local.LocalException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What workers count of their own work, read from their admin ports. Counters begin at zero with
/// each start of a worker.
final class Meters {
  private static final String DELIVERIES = "rivulet_deliveries_total";
  private static final String VISITS = "rivulet_delivery_visits_total";
  private static final String CALLS = "rivulet_delivery_calls_total";
  private static final String RELATIONS = "rivulet_relations_written_total";
  private static final String LAG = "rivulet_consumer_lag";
  private static final String PENDING = "rivulet_delivery_pending";
  private static final String PLANNING = "rivulet_plan_pending";
  private static final String TASKS = "rivulet_tasks";
  private static final String EVENTS = "rivulet_plan_events_total";

  /// A worker that is held up answers nothing.
  private static final Duration BOUND = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<HttpRequest> requests = new ArrayList<>();

  /// @param admin addresses of admin ports
  Meters(List<String> admin) {
    admin.forEach(
        address ->
            requests.add(
                HttpRequest.newBuilder(URI.create(address + "/metrics")).timeout(BOUND).build()));
  }

  /// What all workers together have counted.
  ///
  /// @param deliveries entries that Redis acknowledged
  /// @param visits timelines visited for them: fewer where entries were merged
  /// @param events records planned
  /// @param lag records that wait in Kafka
  /// @param pending records planned, and timelines, that wait for Redis
  record Count(
      double deliveries,
      double visits,
      double calls,
      double relations,
      double events,
      double lag,
      double pending) {
    /// What is read or waits in Kafka and is not acknowledged; 0 if all is done.
    double waiting() {
      return lag + pending;
    }

    Count minus(Count earlier) {
      return new Count(
          deliveries - earlier.deliveries,
          visits - earlier.visits,
          calls - earlier.calls,
          relations - earlier.relations,
          events - earlier.events,
          lag,
          pending);
    }
  }

  Count read() {
    var text = new StringBuilder();
    requests.forEach(request -> text.append(text(request)).append('\n'));
    String all = text.toString();
    return new Count(
        sum(all, DELIVERIES),
        sum(all, VISITS),
        sum(all, CALLS),
        sum(all, RELATIONS),
        sum(all, EVENTS),
        sum(all, LAG),
        sum(all, PENDING) + sum(all, PLANNING));
  }

  /// Waits until each worker has tasks: a new one gets some of the others' within seconds.
  ///
  /// @throws LocalException if one has none after `bound`
  void awaitAllBusy(int workers, Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (requests.stream().filter(request -> sum(text(request), TASKS) > 0).count() < workers) {
      if (System.nanoTime() > deadline) {
        throw new LocalException(
            "Not all of %d workers have work after %d s".formatted(workers, bound.toSeconds()));
      }
      Population.pause(Duration.ofMillis(200));
    }
  }

  private String text(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new LocalException("feed-fanout's metrics cannot be read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }

  static double sum(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
