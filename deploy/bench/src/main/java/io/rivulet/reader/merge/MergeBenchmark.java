package io.rivulet.reader.merge;

import io.rivulet.id.Ids;
import io.rivulet.reader.page.Window;
import io.rivulet.timeline.AuthorSlice;
import io.rivulet.timeline.PackedIds;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Merging author timelines of 800 entries.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH has the fields filled first.
public class MergeBenchmark {
  private static final int ENTRIES = 800;
  private static final int PAGE = 20;
  private static final long SEED = 7;
  private static final int SPAN_SECONDS = 1_000_000;
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  /// Timelines that are merged.
  @Param({"5", "50", "200"})
  public int timelines;

  private PackedIds[] ids;
  private PackedIds authors;

  /// Makes timelines whose entries lie among each other.
  @Setup(Level.Trial)
  public void make() {
    SplittableRandom random = new SplittableRandom(SEED);
    ids = new PackedIds[timelines];
    for (int i = 0; i < timelines; i++) {
      ids[i] =
          PackedIds.of(
              random
                  .ints(0, SPAN_SECONDS)
                  .distinct()
                  .limit(ENTRIES)
                  .mapToLong(second -> Ids.firstAt(TIME.plusSeconds(second)))
                  .sorted()
                  .toArray());
    }
    authors = PackedIds.of(LongStream.rangeClosed(1, timelines).toArray());
  }

  /// The newest of whole timelines that are at hand, for a page.
  @Benchmark
  public long[] page() {
    IdCollector collector = new IdCollector(Window.ALL, PAGE);
    Arrays.stream(ids).forEach(collector::add);
    return collector.inOrder();
  }

  /// The newest 800 of slices, as a rebuild gathers them.
  @Benchmark
  public long[] rebuild() {
    Gathering gathering = new Gathering(authors, Window.ALL, ENTRIES, Gathering.Reach.DEFAULT);
    while (!gathering.done()) {
      int wanted = gathering.wanted().wanted();
      for (long author : gathering.next(Gathering.Reach.DEFAULT)) {
        PackedIds newest = ids[(int) author - 1].newest(wanted);
        gathering.add(new AuthorSlice(newest, newest.size() < wanted));
      }
    }
    return gathering.ascending();
  }
}
