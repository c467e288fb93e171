package io.rivulet.vitals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What matters to an operator, of all services together, between two times.
///
/// @param processes each with what it has to do
/// @param flow what goes through a second
/// @param delivery how old posts are until they are in home timelines
/// @param lags records that wait in Kafka, by topic and partition
/// @param memory what Redis holds
/// @param authors whose posts cost most
/// @param faults what to look at
public record Vitals(
    List<Worker> processes,
    Flow flow,
    Delivery delivery,
    Map<String, Map<Integer, Double>> lags,
    Memory memory,
    Authors authors,
    List<Fault> faults) {
  /// Sizes of authors, in their order.
  public static final List<String> SIZES = List.of("small", "medium", "large");

  /// What reads and writes are counted by, see [io.rivulet.service.RequestTimes].
  private static final String REQUESTS = "rivulet_http_requests_seconds_count";

  /// A process that works on Kafka's partitions, or serves.
  ///
  /// @param tasks of both stages; 0 where it is no worker
  /// @param lag records that wait in Kafka for it
  /// @param restoring records that its stores miss still
  public record Worker(String service, boolean up, double tasks, double lag, double restoring) {}

  /// All a second.
  public record Flow(
      double posts, double deliveries, double requests, double failed, double rebuilds) {}

  /// How old posts are when they are in home timelines.
  ///
  /// @param oldest age of the oldest post that is read and not delivered, in seconds
  /// @param ages of what was delivered between the two times, by size of the author
  public record Delivery(double oldest, Map<String, Ages> ages) {}

  /// What Redis holds.
  ///
  /// @param used bytes
  /// @param limit bytes, 0 for none
  /// @param keyspaces bytes and keys, what takes most first
  public record Memory(double used, double limit, Map<String, Keyspace> keyspaces) {}

  /// What a keyspace takes, estimated, see [io.rivulet.redis.KeyspaceSizes].
  public record Keyspace(double bytes, double keys) {}

  /// What is seen between two looks at all services.
  ///
  /// @param before the earlier look
  /// @param seconds between the two
  public static Vitals of(List<Scrape> before, List<Scrape> now, double seconds) {
    return new Vitals(
        now.stream().map(Vitals::worker).toList(),
        new Flow(
            rate(before, now, seconds, Vitals::posts),
            rate(before, now, seconds, one -> one.sum("rivulet_deliveries_total")),
            rate(before, now, seconds, one -> one.sum(REQUESTS)),
            rate(before, now, seconds, Vitals::failed),
            rate(before, now, seconds, one -> one.sum("rivulet_reader_rebuilds_total"))),
        new Delivery(max(now, "rivulet_oldest_undelivered_seconds"), ages(before, now)),
        lags(now),
        memory(now),
        Authors.of(now),
        Faults.of(before, now));
  }

  private static Worker worker(Scrape scrape) {
    return new Worker(
        scrape.service(),
        scrape.failure() == null,
        scrape.sum("rivulet_tasks"),
        scrape.sum("rivulet_partition_lag"),
        scrape.sum("rivulet_restore_remaining"));
  }

  private static double posts(Scrape scrape) {
    return scrape
        .named("rivulet_plan_events_total")
        .filter(sample -> sample.label("type").startsWith("post-"))
        .mapToDouble(Sample::value)
        .sum();
  }

  static double failed(Scrape scrape) {
    return scrape
        .named(REQUESTS)
        .filter(sample -> sample.label("status").startsWith("5"))
        .mapToDouble(Sample::value)
        .sum();
  }

  /// Of each process by itself: one that began anew counts from 0 again, and of one that was not
  /// seen before nothing is known.
  static double rate(
      List<Scrape> before, List<Scrape> now, double seconds, ToDoubleFunction<Scrape> counter) {
    double more = 0;
    for (Scrape scrape : now) {
      Scrape earlier = earlier(scrape, before);
      if (earlier != null) {
        double after = counter.applyAsDouble(scrape);
        double counted = counter.applyAsDouble(earlier);
        more += after >= counted ? after - counted : after;
      }
    }
    return more / seconds;
  }

  /// What a process told at the look before; null if it told nothing then or tells nothing now.
  static @Nullable Scrape earlier(Scrape now, List<Scrape> before) {
    return now.failure() != null
        ? null
        : before.stream()
            .filter(one -> one.service().equals(now.service()) && one.failure() == null)
            .findAny()
            .orElse(null);
  }

  static double max(List<Scrape> scrapes, String name) {
    return scrapes.stream().mapToDouble(scrape -> scrape.max(name)).max().orElse(0);
  }

  private static Map<String, Ages> ages(List<Scrape> before, List<Scrape> now) {
    Map<String, Ages> ages = new LinkedHashMap<>();
    for (String size : SIZES) {
      Ages all = Ages.none();
      for (Scrape scrape : now) {
        Scrape earlier = earlier(scrape, before);
        if (earlier != null) {
          ages(scrape, size).since(ages(earlier, size)).upTo().forEach(all::add);
        }
      }
      ages.put(size, all);
    }
    return ages;
  }

  private static Ages ages(Scrape scrape, String size) {
    Ages ages = Ages.none();
    scrape
        .named("rivulet_delivery_age_seconds_bucket")
        .filter(sample -> sample.label("size").equals(size))
        .forEach(sample -> ages.add(bound(sample.label("le")), sample.value()));
    return ages;
  }

  private static double bound(String text) {
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  private static Map<String, Map<Integer, Double>> lags(List<Scrape> scrapes) {
    Map<String, Map<Integer, Double>> lags = new TreeMap<>();
    scrapes.stream()
        .flatMap(scrape -> scrape.named("rivulet_partition_lag"))
        .forEach(
            sample ->
                lags.computeIfAbsent(sample.label("topic"), _ -> new TreeMap<>())
                    .merge(
                        Integer.valueOf(sample.label("partition")), sample.value(), Double::sum));
    return lags;
  }

  /// Readers all say about the same.
  private static Memory memory(List<Scrape> scrapes) {
    Map<String, Double> bytes = greatest(scrapes, "rivulet_redis_keyspace_bytes");
    Map<String, Double> keys = greatest(scrapes, "rivulet_redis_keyspace_keys");
    List<String> names = new ArrayList<>(bytes.keySet());
    names.sort(Comparator.comparing(bytes::get, Comparator.reverseOrder()));
    Map<String, Keyspace> keyspaces = new LinkedHashMap<>();
    names.forEach(
        name ->
            keyspaces.put(
                name, new Keyspace(bytes.getOrDefault(name, 0.0), keys.getOrDefault(name, 0.0))));
    return new Memory(
        max(scrapes, "rivulet_redis_memory_bytes"),
        max(scrapes, "rivulet_redis_memory_limit_bytes"),
        keyspaces);
  }

  private static Map<String, Double> greatest(List<Scrape> scrapes, String name) {
    Map<String, Double> greatest = new TreeMap<>();
    scrapes.forEach(
        scrape ->
            scrape
                .by(name, "keyspace")
                .forEach((keyspace, value) -> greatest.merge(keyspace, value, Math::max)));
    return greatest;
  }
}
