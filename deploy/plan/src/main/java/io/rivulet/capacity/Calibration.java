package io.rivulet.capacity;

import java.util.List;

/// What was measured, and where: processor time is microseconds of one core.
///
/// @param full a delivery at the highest rate that is kept up with
/// @param half the same at half that rate
/// @param calls what a call of the script costs beside its timelines
/// @param records what a record costs beside its recipients
/// @param memory what Redis and the state stores take
/// @param page of a home timeline
/// @param sources where each comes from, for people
record Calibration(
    Delivery full,
    Half half,
    Calls calls,
    Records records,
    Memory memory,
    Page page,
    List<String> sources) {

  /// A delivery at the highest rate that is kept up with, of posts to 100 followers in the mean.
  ///
  /// @param perSecond deliveries
  /// @param partitions of the run
  /// @param followers an author
  record Delivery(
      double perSecond,
      double entriesAVisit,
      double timelinesACall,
      double redis,
      double kafka,
      double worker,
      int partitions,
      double followers) {
    double posts() {
      return perSecond / (followers + 1);
    }

    double callsADelivery() {
      return 1 / (timelinesACall * entriesAVisit);
    }
  }

  /// A delivery at half that rate.
  ///
  /// @param posts a second
  record Half(double posts, double redis, double kafka, double worker) {}

  /// A call beside its timelines.
  record Calls(double redis, double worker) {}

  /// A record of feed.deliveries.v1, beside its recipients: an upper bound, as it was measured
  /// where each record is a wake-up of its own.
  record Records(double worker, double kafka) {}

  /// Bytes.
  ///
  /// @param home a home timeline in Redis
  /// @param account an account and its empty author timeline in Redis
  /// @param body a post's
  /// @param edge a follow in the state stores of both stages, of accounts that registered over
  ///   years
  /// @param storedAccount in the state stores
  /// @param storedPost in the state stores
  record Memory(
      double home,
      double account,
      double body,
      double edge,
      double storedAccount,
      double storedPost) {}

  /// A page of a home timeline.
  record Page(double reader, double redis) {}

  private static final String RESULTS = "deploy/bench/RESULTS.md";

  /// `bench fanout`, machine B, "the same on another day".
  static final Delivery RECORDED_FULL = new Delivery(251_253, 1.66, 63.6, 2.97, 0.63, 3.69, 4, 100);

  static final Half RECORDED_HALF = new Half(1_244, 5.2, 2.6, 5.4);

  /// Redis: `bench ceiling`, machine B: 7.08 µs with one timeline a call, 3.44 with a hundred.
  /// Worker: design.md §4, the prototype's 10.5 µs with 1.2 keys a call, 2.1 with 12.
  static final Calls RECORDED_CALLS =
      new Calls((7.08 - 3.44) / (1 - 1 / 100.0), (10.5 - 2.1) / (1 / 1.2 - 1 / 12.0));

  /// `bench fanout` with 8 and with 4 partitions, machine A, 300 posts/s to 100 followers: four
  /// records a post less take 18.2 - 15.1 µs of a worker and 15.0 - 12.3 of Kafka off a delivery.
  static final Records RECORDED_RECORDS =
      new Records((18.2 - 15.1) * 101 / 4, (15.0 - 12.3) * 101 / 4);

  /// `bench memory`; of accounts that registered over five years.
  static final Memory RECORDED_MEMORY = new Memory(8_316, 1_014, 848, 18.0, 35, 30);

  /// `bench read`, machine B, at the maximum.
  static final Page RECORDED_PAGE = new Page(124, 21);

  static final Calibration RECORDED =
      new Calibration(
          RECORDED_FULL,
          RECORDED_HALF,
          RECORDED_CALLS,
          RECORDED_RECORDS,
          RECORDED_MEMORY,
          RECORDED_PAGE,
          List.of(
              "deliveries: " + RESULTS + ", Through the whole pipeline, machine B on another day",
              "calls: "
                  + RESULTS
                  + ", What Redis does alone, machine B; worker: design.md, section 4",
              "records: "
                  + RESULTS
                  + ", Through the whole pipeline, partitions, machine A; an upper bound",
              "memory: " + RESULTS + ", Memory",
              "pages: " + RESULTS + ", Reading over HTTP, machine B"));

  /// Records a delivery of the run that was measured.
  double recordsADelivery() {
    Grouping grouping = run(full.posts());
    return grouping.records() / grouping.deliveries();
  }

  /// How deliveries were grouped in the run that was measured: a power law of 100,000 accounts, one
  /// Redis on the same machine.
  private Grouping run(double posts) {
    return Grouping.of(
        FollowLaw.power(100_000, full.followers(), 2.3),
        new Grouping.Run(
            Double.POSITIVE_INFINITY,
            full.partitions(),
            posts,
            false,
            Grouping.idSpan(1),
            calls.redis() + 50,
            full.redis()));
  }
}
