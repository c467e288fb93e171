package io.rivulet.autoscale;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// What the rule goes by.
///
/// @param partitions of feed.posts.v1 and of feed.deliveries.v1, 1 to 1,024
/// @param least workers, so that one may fail
/// @param most workers, at most as many as partitions
/// @param perWorker deliveries a second that one worker does at full load (`bench fanout`)
/// @param utilisation share of that which it is given while nothing waits, 0.1 to 0.95
/// @param drain how soon what waits is to be done, 5 s to an hour
/// @param target age of the oldest undelivered post above which there are too few, whatever the
///   rest says, 1 s to an hour
/// @param calm how long fewer must have been enough before there are fewer, 1 min to a day
record ScalingSettings(
    int partitions,
    int least,
    int most,
    double perWorker,
    double utilisation,
    Duration drain,
    Duration target,
    Duration calm) {
  private static final int SHARDS = 1_024;

  ScalingSettings {
    require(partitions >= 1 && partitions <= SHARDS, "partitions: expected 1 to 1024");
    require(least >= 1 && least <= most, "least: expected 1 to most");
    require(most <= partitions, "most: expected at most as many as partitions");
    require(perWorker >= 1 && perWorker < 1e9, "perWorker: expected 1 to 1,000,000,000");
    require(utilisation >= 0.1 && utilisation <= 0.95, "utilisation: expected 0.1 to 0.95");
    require(isBetween(drain, 5, 3_600), "drain: expected 5 s to 1 h");
    require(isBetween(target, 1, 3_600), "target: expected 1 s to 1 h");
    require(isBetween(calm, 60, 86_400), "calm: expected 1 min to 1 day");
    require(
        even(partitions, least, most).length > 0,
        "most: expected a number from least on that shares the partitions evenly");
  }

  private static boolean isBetween(Duration time, long least, long most) {
    return time.toSeconds() >= least && time.toSeconds() <= most;
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(expected);
    }
  }

  /// The numbers of workers that share all partitions evenly, ascending; with any other the busiest
  /// has one more, and the others idle for as much.
  List<Integer> steps() {
    return IntStream.of(even(partitions, least, most)).boxed().toList();
  }

  private static int[] even(int partitions, int least, int most) {
    return IntStream.rangeClosed(least, most).filter(n -> partitions % n == 0).toArray();
  }
}
