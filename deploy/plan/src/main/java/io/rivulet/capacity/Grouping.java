package io.rivulet.capacity;

import io.rivulet.fanout.deliver.LaneSettings;
import io.rivulet.fanout.plan.CountedPlan;
import io.rivulet.keyspace.Shards;
import io.rivulet.timeline.PackedIds;
import java.time.Duration;

/// How deliveries share records and calls when posts come at random: what a post makes of work, in
/// the mean. Formulas of what `Outbox` and `Lane` do, which the simulation holds them to; they are
/// derived in RATIONALE.md.
///
/// @param deliveries a post
/// @param records of feed.deliveries.v1 a post
/// @param kafkaBytes of them a delivery, each in a batch of its own
/// @param timelinesACall of the script
/// @param requestBytes that Redis gets for a delivery
record Grouping(
    double deliveries,
    double records,
    double kafkaBytes,
    double timelinesACall,
    double requestBytes) {
  private static final int ITERATIONS = 30;

  /// Recipients of one record from which they wait beside the others, see `LargeFanOuts`.
  private static final int LARGE = 256;

  /// Script and number of keys, limits, and the beginnings of all arguments.
  private static final double CALL_BYTES = 112;

  /// `{123}:home:` with 18 digits and the beginning of an argument, and an id.
  private static final double TIMELINE_BYTES = 11 + 18 + 7 + PackedIds.WIDTH;

  /// `{123}:state` with the beginning of an argument, and an epoch.
  private static final double SHARD_BYTES = 11 + 7 + Long.BYTES;

  /// A batch with its record, the key of four bytes, and what tells the format.
  private static final double RECORD_BYTES = Stored.batch(Integer.BYTES, 1);

  /// Kind and id of an entry, and the first account in nine bytes.
  private static final double ENTRY_BYTES = 1 + Long.BYTES + 9;

  /// How a system runs.
  ///
  /// @param pullAbove followers
  /// @param partitions of feed.deliveries.v1
  /// @param posts a second
  /// @param cluster whether a call may only touch one shard
  /// @param idSpan from the first account's id to the last
  /// @param callMicros that an answer of Redis takes, beside each timeline's `timelineMicros`
  record Run(
      double pullAbove,
      int partitions,
      double posts,
      boolean cluster,
      double idSpan,
      double callMicros,
      double timelineMicros) {}

  /// An id's distance from the first to the last account, if they registered over so many days.
  static double idSpan(double days) {
    return Duration.ofDays(1).toMillis() * days * Math.pow(2, 22);
  }

  /// What a post of a random author makes.
  static Grouping of(FollowLaw follows, Run run) {
    int partitions = run.partitions();
    double deliveries = 0;
    double nobody = 0;
    double fullRecords = 0;
    double bytes = 0;
    for (FollowLaw.Bin bin : follows.bins()) {
      double recipients = recipients(bin, run.pullAbove());
      double here = recipients / partitions;
      double touched = partitions * some(recipients, partitions);
      deliveries += bin.share() * recipients;
      nobody += bin.share() * (1 - some(recipients, partitions));
      double full = partitions * quotient(here, CountedPlan.recipientsARecord());
      fullRecords += bin.share() * full;
      double parts = touched + full;
      double distance = run.idSpan() / Math.max(1, here);
      bytes +=
          bin.share()
              * (parts * (ENTRY_BYTES + lengthBytes(recipients / parts * 5))
                  + Math.max(0, recipients - parts) * distanceBytes(distance));
    }
    double company = CountedPlan.company().toNanos() / 1e9 * run.posts() / partitions;
    double postsAFlush = 1 + company;
    double recordsAFlush = partitions * (1 - nobody * Math.exp(-company * (1 - nobody)));
    double records = recordsAFlush / postsAFlush + fullRecords;
    double timelines =
        run.cluster()
            ? ofOneShard(follows, run, deliveries)
            : ofAllShards(follows, run, deliveries, records);
    double shards = run.cluster() ? 1 : shards(timelines, partitions);
    return new Grouping(
        deliveries,
        records,
        (bytes + records * RECORD_BYTES) / deliveries,
        timelines,
        TIMELINE_BYTES + (CALL_BYTES + shards * SHARD_BYTES) / timelines);
  }

  /// Followers who are pushed to, and the author.
  private static double recipients(FollowLaw.Bin bin, double pullAbove) {
    boolean pulled = bin.followers() > pullAbove || pullAbove == 0;
    return pulled ? 1 : bin.followers() + 1;
  }

  /// The chance that one of many places has at least one of so many.
  private static double some(double many, double places) {
    return places <= 1 ? 1 : -Math.expm1(many * Math.log1p(-1 / places));
  }

  private static double shards(double timelines, int partitions) {
    double of = (double) Shards.COUNT / partitions;
    return of * some(timelines, of);
  }

  /// How often so many go into a number, in the mean over a Poisson distribution, which is taken as
  /// a normal one.
  private static double quotient(double mean, double by) {
    double times = 0;
    for (int i = 1; i <= 4; i++) {
      times += normal((mean - i * by + 0.5) / Math.sqrt(Math.max(mean, 1e-9)));
    }
    return mean < 3.5 * by ? times : mean / by - 0.5;
  }

  /// The normal distribution, by its logistic approximation (Bowling et al., *A logistic
  /// approximation to the cumulative normal distribution*, 2009).
  private static double normal(double x) {
    return 1 / (1 + Math.exp(-0.07056 * x * x * x - 1.5976 * x));
  }

  /// Of the number of bytes that follow.
  private static double lengthBytes(double bytes) {
    return bytes < 128 ? 1 : 2;
  }

  /// Of a distance with an exponential distribution, seven bits a byte.
  private static double distanceBytes(double mean) {
    double bytes = 1;
    for (int more = 1; more < 9; more++) {
      bytes += Math.exp(-Math.pow(2, 7.0 * more) / mean);
    }
    return bytes;
  }

  private static double serviceSeconds(Run run, double timelines) {
    return (run.callMicros() + timelines * run.timelineMicros()) / 1e6;
  }

  /// One Redis: what waits goes together, 64 timelines at most.
  private static double ofAllShards(
      FollowLaw follows, Run run, double deliveries, double recordsAPost) {
    double most = LaneSettings.DEFAULT.timelinesPerCall();
    double fullCalls = 0;
    double entries = 0;
    for (FollowLaw.Bin bin : follows.bins()) {
      double here = recipients(bin, run.pullAbove()) / run.partitions();
      fullCalls += bin.share() * run.partitions() * quotient(here, most);
      entries += bin.share() * run.partitions() * -Math.expm1(-here);
    }
    double rest = Math.max(0, deliveries - fullCalls * most);
    double recordRate = run.posts() * recordsAPost / run.partitions();
    double company = CountedPlan.company().toNanos() / 1e9 * run.posts() / run.partitions();
    double alone = Math.exp(-company);
    double timelines = 1;
    for (int i = 0; i < ITERATIONS; i++) {
      double service = serviceSeconds(run, timelines);
      double idleAfter = Math.exp(-recordRate * service);
      // Calls that find nothing under way, of all: the two states of a Markov chain.
      double idle = idleAfter / (1 - alone * idleAfter + idleAfter);
      double entriesACall = Math.max(1, entries / recordsAPost * (idle + recordRate * service));
      double restCalls = Math.max(entries / entriesACall, rest / most);
      timelines = deliveries / (fullCalls + restCalls);
    }
    return Math.clamp(timelines, 1, most);
  }

  /// A cluster: each shard's timelines alone, four calls of a lane at a time.
  private static double ofOneShard(FollowLaw follows, Run run, double deliveries) {
    double of = (double) Shards.COUNT / run.partitions();
    double waiting =
        LaneSettings.DEFAULT.timelinesPerCall() * (LaneSettings.DEFAULT.callsInFlight() + 1.0);
    double calls = 0;
    for (FollowLaw.Bin bin : follows.bins()) {
      double recipients = recipients(bin, run.pullAbove());
      double here = recipients / run.partitions();
      double visits =
          here < LARGE
              ? Shards.COUNT * -Math.expm1(-recipients / Shards.COUNT)
              : recipients / (waiting / (of * some(waiting, of)));
      calls += bin.share() * visits;
    }
    double burst = deliveries / calls;
    double timelines = burst;
    double rate = run.posts() * deliveries / run.partitions();
    for (int i = 0; i < ITERATIONS; i++) {
      double full = rate * serviceSeconds(run, timelines) / LaneSettings.DEFAULT.callsInFlight();
      timelines = Math.clamp(Math.hypot(burst, full), 1, LaneSettings.DEFAULT.timelinesPerCall());
    }
    return timelines;
  }
}
