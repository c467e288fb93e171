package io.rivulet.capacity;

import io.rivulet.keyspace.Shards;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a system of a scale takes. RATIONALE.md derives each formula.
///
/// @param flow what has to be delivered
/// @param grouping how it shares records and calls at the peak
/// @param fanout partitions and workers
/// @param redis nodes and memory
/// @param kafka disk and network
/// @param readerCores for pages at the peak
/// @param cost of a delivery at the peak
record CapacityPlan(
    Flow flow,
    Grouping grouping,
    Fanout fanout,
    RedisPart redis,
    KafkaPart kafka,
    double readerCores,
    Cost cost) {
  private static final double GB = 1e9;

  /// What has to be delivered.
  ///
  /// @param pulled share of what followers get that is pulled instead
  /// @param deliveries a second, in the mean
  /// @param peak deliveries a second
  record Flow(double peakPosts, double pulled, double deliveries, double peak) {}

  /// Partitions and workers.
  ///
  /// @param partitions of posts, relations, acts, accounts and deliveries
  /// @param cores busy at the peak, all workers together, before utilisation
  /// @param storeGigabytes of all workers together, one copy
  /// @param beyond whether even 1,024 partitions have too few threads
  record Fanout(
      int partitions, double cores, long workers, double storeGigabytes, boolean beyond) {}

  /// Redis.
  ///
  /// @param primaries which is also how many cores they may use
  /// @param nodes copies in
  /// @param cores busy at the peak
  /// @param gigabytes of data by what it is, one copy
  record RedisPart(
      long primaries, long nodes, boolean cluster, double cores, Map<String, Double> gigabytes) {
    double total() {
      return gigabytes.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /// Kafka.
  ///
  /// @param brokers at least as many as copies
  /// @param gigabytes on disk by what it is, copies in
  /// @param inMegabytes a second that producers write at the peak
  /// @param outMegabytes a second that consumers read at the peak, and replicas
  record KafkaPart(
      long brokers,
      double cores,
      Map<String, Double> gigabytes,
      double inMegabytes,
      double outMegabytes) {
    double total() {
      return gigabytes.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /// Of a delivery at the peak, microseconds of a core, which are seconds a million.
  ///
  /// @param workerAtBest where deliveries share records and calls as in the benchmark at full load
  /// @param allAtBest the same of all three
  record Cost(
      double worker,
      double redis,
      double kafka,
      double workerAtBest,
      double allAtBest,
      double kafkaBytes,
      double redisBytes) {
    double all() {
      return worker + redis + kafka;
    }
  }

  static CapacityPlan of(Scale scale, Tuning tuning, Calibration measured) {
    Map<String, Double> memory = memory(scale, tuning, measured);
    double gigabytes = memory.values().stream().mapToDouble(Double::doubleValue).sum();
    long byMemory = (long) Math.ceil(gigabytes / tuning.machines().nodeGigabytes());
    int partitions = 4;
    boolean cluster = byMemory > 1;
    CapacityPlan.Grouped grouped = grouped(scale, tuning, measured, partitions, cluster);
    while (partitions < Shards.COUNT
        && (grouped.threads(tuning) > partitions
            || (!cluster && grouped.redis(scale, tuning) > 1))) {
      cluster |= grouped.redis(scale, tuning) > 1;
      if (grouped.threads(tuning) > partitions) {
        partitions *= 2;
      }
      grouped = grouped(scale, tuning, measured, partitions, cluster);
    }
    Grouping grouping = grouped.grouping();
    double peak = scale.traffic().peakPosts() * grouping.deliveries();
    Flow flow =
        new Flow(
            scale.traffic().peakPosts(),
            Math.max(0, 1 - (grouping.deliveries() - 1) / scale.follows().mean()),
            scale.traffic().postsASecond() * grouping.deliveries(),
            peak);
    long threads = Math.max(1, (long) Math.ceil(grouped.threads(tuning)));
    Fanout fanout =
        new Fanout(
            partitions,
            grouped.cores(),
            Math.max(2, (long) Math.ceil(threads / tuning.machines().workerCores())),
            stores(scale, measured),
            threads > partitions);
    double redisCores =
        peak * grouped.cost().redis() / 1e6 + scale.peakPages() * measured.page().redis() / 1e6;
    long primaries =
        Math.max(
            Math.max(1, byMemory), (long) Math.ceil(redisCores / tuning.machines().utilisation()));
    return new CapacityPlan(
        flow,
        grouping,
        fanout,
        new RedisPart(
            primaries,
            (long) Math.ceil(primaries * tuning.copies().redis()),
            primaries > 1,
            redisCores,
            memory),
        kafka(scale, tuning, grouped),
        scale.peakPages() * measured.page().reader() / 1e6 / tuning.machines().utilisation(),
        grouped.cost());
  }

  /// How things are with so many partitions.
  ///
  /// @param cores busy of all workers
  /// @param pageMicros of Redis a second for pages
  private record Grouped(Grouping grouping, Cost cost, double cores, double pageMicros) {
    double threads(Tuning tuning) {
      return cores / tuning.machines().utilisation();
    }

    double redis(Scale scale, Tuning tuning) {
      double peak = scale.traffic().peakPosts() * grouping.deliveries();
      return (peak * cost.redis() + pageMicros) / 1e6 / tuning.machines().utilisation();
    }
  }

  private static Grouped grouped(
      Scale scale, Tuning tuning, Calibration measured, int partitions, boolean cluster) {
    Grouping grouping =
        Grouping.of(scale.follows(), run(scale, tuning, measured, partitions, cluster));
    double calls = 1 / grouping.timelinesACall() - measured.full().callsADelivery();
    double records = grouping.records() / grouping.deliveries() - measured.recordsADelivery();
    double worker =
        measured.full().worker()
            + Math.max(0, calls) * measured.calls().worker()
            + Math.max(0, records) * measured.records().worker();
    double redis = measured.full().redis() + Math.max(0, calls) * measured.calls().redis();
    double kafka = measured.full().kafka() + Math.max(0, records) * measured.records().kafka();
    double best = measured.full().worker() + measured.full().redis() + measured.full().kafka();
    Cost cost =
        new Cost(
            worker,
            redis,
            kafka,
            measured.full().worker(),
            best,
            grouping.kafkaBytes(),
            grouping.requestBytes());
    double peak = scale.traffic().peakPosts() * grouping.deliveries();
    return new Grouped(
        grouping, cost, peak * worker / 1e6, scale.peakPages() * measured.page().redis());
  }

  /// The run that grouping is asked for.
  static Grouping.Run run(
      Scale scale, Tuning tuning, Calibration measured, int partitions, boolean cluster) {
    return new Grouping.Run(
        tuning.timelines().pullAbove(),
        partitions,
        scale.traffic().peakPosts(),
        cluster,
        Grouping.idSpan(REGISTERED_DAYS),
        tuning.machines().roundTripMicros() + measured.calls().redis(),
        measured.full().redis());
  }

  /// Over which accounts registered.
  static final double REGISTERED_DAYS = 5 * 365;

  private static Map<String, Double> memory(Scale scale, Tuning tuning, Calibration measured) {
    Scale.People people = scale.people();
    Tuning.Timelines timelines = tuning.timelines();
    double homes = people.within(timelines.expiryDays());
    // What was measured, and for other entries what the encoding says beside it.
    double home =
        measured.memory().home()
            * Stored.home(HOME_KEY, timelines.entries())
            / Stored.home(HOME_KEY, Tuning.DEFAULT_TIMELINES.entries());
    double posts = scale.traffic().postsADay();
    double horizon = scale.retention().horizonDays();
    double recent = Math.min(Tuning.DEFAULT_TIMELINES.entries(), posts * horizon / people.users());
    Map<String, Double> bytes = new LinkedHashMap<>();
    bytes.put("home timelines", homes * home / GB);
    bytes.put("relations", people.users() * Stored.relations(scale.follows().mean()) / GB);
    bytes.put("accounts", people.users() * measured.memory().account() / GB);
    bytes.put("author timelines", people.users() * recent * Long.BYTES / GB);
    bytes.put(
        "bodies of posts",
        posts * Math.min(horizon, timelines.hotDays()) * measured.memory().body() / GB);
    return bytes;
  }

  /// `{123}:home:` and 18 digits.
  static final double HOME_KEY = 11 + 18;

  private static double stores(Scale scale, Calibration measured) {
    double users = scale.people().users();
    return (users * scale.follows().mean() * measured.memory().edge()
            + users * measured.memory().storedAccount()
            + scale.traffic().postsADay()
                * scale.retention().horizonDays()
                * measured.memory().storedPost())
        / GB;
  }

  private static KafkaPart kafka(Scale scale, Tuning tuning, Grouped grouped) {
    double copies = tuning.copies().kafka();
    Scale.Traffic traffic = scale.traffic();
    double deliveries = traffic.postsADay() * grouped.grouping().deliveries();
    double bytes = grouped.grouping().kafkaBytes();
    Map<String, Double> disk = new LinkedHashMap<>();
    disk.put(
        "feed.deliveries.v1", deliveries * bytes * scale.retention().deliveryDays() * copies / GB);
    disk.put(
        "feed.posts.v1",
        traffic.postsADay() * scale.retention().horizonDays() * Stored.post() * copies / GB);
    disk.put(
        "feed.relations.v1",
        scale.people().users() * scale.follows().mean() * Stored.follow() * copies / GB);
    double peak = traffic.peakPosts() * grouped.grouping().deliveries();
    double in = (peak * bytes + traffic.peakPosts() * Stored.post()) / 1e6;
    double cores = peak * grouped.cost().kafka() / 1e6;
    return new KafkaPart(
        (long) Math.max(copies, Math.ceil(cores / tuning.machines().utilisation() / BROKER_CORES)),
        cores,
        disk,
        in,
        in * copies);
  }

  private static final double BROKER_CORES = 4;
}
