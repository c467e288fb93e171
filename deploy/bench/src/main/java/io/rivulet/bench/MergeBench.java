package io.rivulet.bench;

import io.rivulet.bench.report.Times;
import io.rivulet.local.LocalException;
import io.rivulet.local.Reporter;
import io.rivulet.relations.Relation;
import io.rivulet.relations.RelationsBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// Reads first pages of viewers who follow large authors, each viewer others, so that a page is
/// cold unless the very same was read just before.
final class MergeBench {
  static final int VIEWERS = 50;
  static final int PUSHED = 200;
  static final int ENTRIES = 800;
  static final int PASSES = 4;
  static final Duration LINK_DELAY = Duration.ofMillis(20);

  /// Longer than anything of an author timeline may be held, which is a second.
  static final Duration COOLING = Duration.ofMillis(1_500);

  private static final int WARM_UP_PASSES = 20;
  private static final long SEED = 7;
  private static final long FIRST_AUTHOR = 1_000_000;
  private static final long FIRST_VIEWER = 9_000_000;
  private static final int MEDIAN = 50;
  private static final int NEARLY_ALL = 99;
  private static final long[] NOTHING = {};

  private final Workbench bench;
  private final int rounds;
  private final Reporter reporter;
  private final HomeReads direct;
  private final HomeReads linked;
  private final SlowLink link;
  private final List<Long> viewers =
      LongStream.range(FIRST_VIEWER, FIRST_VIEWER + VIEWERS).boxed().toList();

  MergeBench(Workbench bench, SlowLink link, int rounds, Reporter reporter) {
    this.bench = bench;
    this.link = link;
    this.rounds = rounds;
    this.reporter = reporter;
    this.direct = new HomeReads(bench.reader());
    this.linked = new HomeReads(bench.reader(link.uri()));
  }

  /// A cold row and a warm one.
  List<MergeRow> measure(int pulled) {
    reporter.say("%,d pulled authors: filling Redis …".formatted(pulled));
    fill(pulled);
    for (int pass = 0; pass < WARM_UP_PASSES; pass++) {
      viewers.forEach(direct::time);
    }
    var cold = new Times();
    var warm = new Times();
    for (int round = 1; round <= rounds; round++) {
      round(cold, warm);
      reporter.say("round %d of %d".formatted(round, rounds));
    }
    RoundTrips trips = roundTrips();
    return List.of(
        row(pulled, "cold", cold, commands(true), trips.cold()),
        row(pulled, "warm", warm, commands(false), trips.warm()));
  }

  private static MergeRow row(
      int pulled, String cache, Times times, double commands, double roundTrips) {
    return new MergeRow(
        pulled, cache, times.at(MEDIAN), times.at(NEARLY_ALL), commands, roundTrips);
  }

  private void fill(int pulled) {
    bench.clear();
    List<Long> authors =
        LongStream.range(FIRST_AUTHOR, FIRST_AUTHOR + PUSHED + (long) pulled * VIEWERS)
            .boxed()
            .toList();
    List<Long> order = new ArrayList<>(authors);
    Collections.shuffle(order, new Random(SEED));
    var filling = new Filling(bench.redis());
    Turns.fill(filling, order, ENTRIES, 2 * order.size());
    for (int i = 0; i < VIEWERS; i++) {
      var relations = new RelationsBuilder();
      authors
          .subList(0, PUSHED)
          .forEach(author -> relations.set(author, Relation.FOLLOWING, false));
      authors
          .subList(PUSHED + i * pulled, PUSHED + (i + 1) * pulled)
          .forEach(author -> relations.set(author, Relation.FOLLOWING, true));
      filling.account(viewers.get(i), NOTHING);
      filling.relations(viewers.get(i), relations);
    }
    filling.finish();
  }

  private void round(Times cold, Times warm) {
    cold.nextRound();
    warm.nextRound();
    for (int pass = 0; pass < PASSES; pass++) {
      cool();
      for (long viewer : viewers) {
        cold.add(direct.time(viewer));
        warm.add(direct.time(viewer));
      }
    }
  }

  /// Commands a page, over all viewers.
  private double commands(boolean cold) {
    if (cold) {
      cool();
    } else {
      viewers.forEach(direct::time);
    }
    long before = Workbench.commands(bench.redis());
    viewers.forEach(direct::time);
    return (double) (Workbench.commands(bench.redis()) - before) / VIEWERS;
  }

  private record RoundTrips(double cold, double warm) {}

  /// By how many of the link's delays a page comes later than without.
  private RoundTrips roundTrips() {
    link.delay(Duration.ZERO);
    viewers.forEach(linked::time);
    viewers.forEach(linked::time);
    RoundTrips near = medians();
    link.delay(LINK_DELAY);
    RoundTrips far = medians();
    link.delay(Duration.ZERO);
    double delay = LINK_DELAY.toNanos();
    return new RoundTrips((far.cold() - near.cold()) / delay, (far.warm() - near.warm()) / delay);
  }

  /// Nanoseconds of a cold page and a warm one.
  private RoundTrips medians() {
    cool();
    List<Long> cold = new ArrayList<>();
    List<Long> warm = new ArrayList<>();
    for (long viewer : viewers) {
      cold.add(linked.time(viewer));
      warm.add(linked.time(viewer));
    }
    return new RoundTrips(median(cold), median(warm));
  }

  private static double median(List<Long> nanos) {
    return nanos.stream().sorted().toList().get(nanos.size() / 2);
  }

  private static void cool() {
    try {
      Thread.sleep(COOLING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }
}
