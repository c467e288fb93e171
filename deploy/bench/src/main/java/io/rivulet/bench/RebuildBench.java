package io.rivulet.bench;

import io.rivulet.bench.report.Times;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.local.ReaderAlone;
import io.rivulet.local.Reporter;
import io.rivulet.relations.Relation;
import io.rivulet.relations.RelationsBuilder;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;

/// Drops home timelines and reads them, so that each read rebuilds one.
final class RebuildBench {
  static final int SAMPLES = 100;
  static final int WARM_UP = 200;
  static final int VIEWERS = 20;

  private static final long FIRST_AUTHOR = 1_000_000;
  private static final long FIRST_VIEWER = 9_000_000;
  private static final int BODIES = 1_000;
  private static final int MEDIAN = 50;
  private static final int NEARLY_ALL = 99;
  private static final long[] NOTHING = {};

  private final Workbench bench;
  private final int rounds;
  private final Reporter reporter;
  private final RebuildTimer timer;
  private final HomeReads reads;

  RebuildBench(Workbench bench, int rounds, Reporter reporter) {
    this.bench = bench;
    this.rounds = rounds;
    this.reporter = reporter;
    ReaderAlone reader = bench.reader();
    this.timer = new RebuildTimer(reader.admin());
    this.reads = new HomeReads(reader);
  }

  RebuildRow measure(int followees, int entries) throws IOException {
    reporter.say(
        "%,d followees with %,d entries each: filling Redis …".formatted(followees, entries));
    List<Long> authors = LongStream.range(FIRST_AUTHOR, FIRST_AUTHOR + followees).boxed().toList();
    List<Long> viewers = LongStream.range(FIRST_VIEWER, FIRST_VIEWER + VIEWERS).boxed().toList();
    fill(authors, viewers, entries);
    sample(viewers, WARM_UP, new Times(), new Times());
    long bytes = bytes(viewers);
    reporter.say("%,d bytes a request; measuring …".formatted(bytes));
    var rebuild = new Times();
    var http = new Times();
    var same = new Times();
    var whole = new Times();
    List<byte[]> keys = authors.stream().map(Keyspace::author).toList();
    List<Long> lengths = bench.lengths(keys);
    try (RawReads tails =
            RawReads.tails(bench.redisPort(), keys, lengths, Math.max(1, bytes / followees));
        RawReads all = RawReads.whole(bench.redisPort(), keys, lengths)) {
      for (int round = 1; round <= rounds; round++) {
        sample(viewers, SAMPLES, rebuild, http);
        sample(tails, same);
        sample(all, whole);
        reporter.say("round %d of %d".formatted(round, rounds));
      }
      return new RebuildRow(
          followees,
          entries,
          rebuild.at(MEDIAN),
          rebuild.at(NEARLY_ALL),
          http.at(MEDIAN),
          http.at(NEARLY_ALL),
          bytes,
          same.at(MEDIAN),
          all.bytes(),
          whole.at(MEDIAN));
    }
  }

  /// What Redis sends for one request, the page included.
  private long bytes(List<Long> viewers) {
    long before = bench.bytesSent();
    sample(viewers, viewers.size(), new Times(), new Times());
    return (bench.bytesSent() - before) / viewers.size();
  }

  private void fill(List<Long> authors, List<Long> viewers, int entries) {
    bench.clear();
    var filling = new Filling(bench.redis());
    Turns.fill(filling, authors, entries, BODIES);
    var relations = new RelationsBuilder();
    authors.forEach(author -> relations.set(author, Relation.FOLLOWING, false));
    for (long viewer : viewers) {
      filling.account(viewer, NOTHING);
      filling.relations(viewer, relations);
    }
    filling.finish();
  }

  private void sample(List<Long> viewers, int samples, Times rebuild, Times http) {
    rebuild.nextRound();
    http.nextRound();
    timer.reset();
    for (int i = 0; i < samples; i++) {
      long viewer = viewers.get(i % viewers.size());
      bench.redis().await(bench.redis().commands().del(Keyspace.home(viewer)));
      http.add(reads.time(viewer));
      rebuild.add(timer.next());
    }
  }

  private static void sample(RawReads raw, Times times) throws IOException {
    times.nextRound();
    for (int i = 0; i < SAMPLES; i++) {
      times.add(raw.time());
    }
  }
}
