package io.rivulet.fanout.plan;

import io.rivulet.keyspace.Shards;
import io.rivulet.redis.Lineage;
import io.rivulet.timeline.PlannedMarks;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds what Redis has lost of the writes of a plan task, by [PlannedMarks], and writes it again,
/// a slice at a time so that what is new is not held up.
///
/// A primary that is written to again has a mark below all others until that is done. So a worker
/// that ends in between, or another loss, has it begun once more, and so has a primary that is in
/// another life at the end than at the beginning.
final class Losses {
  private static final Logger log = LoggerFactory.getLogger(Losses.class);
  private static final int PER_SLICE = 500;

  /// The mark of a primary that is being written to again.
  private static final long BEING_RESTORED = -1;

  /// Shard 0 is the least of the primary that has it.
  private static final List<Integer> FIRST_ANCHOR = List.of(0);

  /// What is below a task.
  record Parts(
      KeyValueStore<Bytes, byte[]> authors,
      int partition,
      Planner planner,
      PlanWrites writes,
      Lives lives) {}

  /// The lives of the primaries, as the stream thread of the task knows them.
  interface Lives {
    CompletableFuture<Lineage> now();

    /// Notes that a primary is in another one.
    ///
    /// @param known those it is not in
    void other(Lineage known);
  }

  /// Marks as they were stored, as they were found, and as they were raised since if there is
  /// something to commit.
  ///
  /// @param life as the thread knew it
  /// @param otherLife whether a primary is in another one: what the thread wrote there may be lost,
  ///   though the marks are there
  record Look(
      PlannedMarks own,
      PlannedMarks there,
      @Nullable PlannedMarks raised,
      Lineage life,
      boolean otherLife) {
    Collection<Integer> lost() {
      return own.missing(there);
    }
  }

  private enum Step {
    NOTHING,
    FINDING,
    WRITING,
    LOOKING,
    MARKING
  }

  private final Parts parts;
  private final PlanMetrics metrics;
  private Step step = Step.NOTHING;
  private Collection<Integer> anchors = List.of();
  private BitSet shards = new BitSet();
  private CompletableFuture<?> underWay = CompletableFuture.completedFuture(true);
  private @Nullable PlannedMarks found;
  private PlanWrites.@Nullable Raised marked;

  /// That of Redis since it is written to again.
  private Lineage life = Lineage.unchanging();

  private @Nullable Restore restore;

  Losses(Parts parts, PlanMetrics metrics) {
    this.parts = parts;
    this.metrics = metrics;
  }

  /// Whether anything was ever written.
  boolean begun() {
    return !marks().numbers().isEmpty();
  }

  /// Makes the first marks, before the first write. Streams may commit what this task reads with
  /// the commit of another task; should Redis lose it before this task's own commit, no mark would
  /// be missed.
  void begin() {
    PlannedMarks first = PlannedMarks.NONE.with(FIRST_ANCHOR).raised(PlannedMarks.NONE);
    store(first);
    var _ = parts.writes().mark(parts.partition(), first);
  }

  /// Looks whether Redis still has what it acknowledged earlier.
  ///
  /// @param raise whether the marks are raised, for a commit, if nothing is lost. A primary without
  ///   a mark gets one in any case, since others take its absence for a loss
  /// @param caughtUp whether marks are vouched for that are not yet
  CompletableFuture<Look> look(boolean raise, boolean caughtUp) {
    PlannedMarks stored = marks();
    return parts
        .lives()
        .now()
        .thenCompose(
            life ->
                parts
                    .writes()
                    .anchors()
                    .thenCompose(
                        current -> {
                          PlannedMarks own = stored.with(current);
                          return parts
                              .writes()
                              .readMarks(parts.partition(), own.numbers().keySet())
                              .thenCompose(
                                  there -> raised(own, there, raise, new Vouching(life, caughtUp)));
                        }));
  }

  private CompletableFuture<Look> raised(
      PlannedMarks own, PlanWrites.Marks there, boolean raise, Vouching vouching) {
    PlannedMarks numbers = there.numbers();
    Lineage life = vouching.life();
    boolean raises = raise || own.numbers().containsValue(0L);
    boolean vouches = vouching.caughtUp() && !there.vouched().containsAll(own.numbers().keySet());
    if (!(raises || vouches) || !own.missing(numbers).isEmpty()) {
      return CompletableFuture.completedFuture(new Look(own, numbers, null, life, false));
    }
    // Redis may have been emptied since it was read: a mark that is made then would hide that.
    PlannedMarks next = own.raised(numbers);
    CompletableFuture<PlanWrites.Raised> raised =
        raises
            ? parts.writes().raise(parts.partition(), next, own, vouching)
            : parts.writes().vouch(parts.partition(), own.numbers().keySet(), life);
    return raised.thenApply(
        became ->
            new Look(
                own,
                numbers.without(became.gone()),
                raises && became.isWhole() ? next : null,
                life,
                became.otherLife()));
  }

  void store(PlannedMarks marks) {
    parts.authors().put(StoreKeys.MARK, marks.encode());
  }

  private PlannedMarks marks() {
    return PlannedMarks.decode(parts.authors().get(StoreKeys.MARK), Shards.of(parts.partition()));
  }

  boolean restoring() {
    return step != Step.NOTHING;
  }

  /// Begins to write again what lies beside some anchors.
  void restore(Collection<Integer> lost) {
    log.warn(
        "Redis has lost what partition {} wrote beside shards {}: writing it again",
        parts.partition(),
        lost);
    anchors = List.copyOf(lost);
    life = parts.lives().now().getNow(Lineage.unchanging());
    step = Step.FINDING;
    BitSet all = new BitSet();
    Map<Integer, Long> begun = new HashMap<>();
    anchors.forEach(anchor -> begun.put(anchor, BEING_RESTORED));
    CompletableFuture<?>[] beside =
        anchors.stream()
            .map(
                anchor ->
                    parts
                        .writes()
                        .shardsBeside(anchor)
                        .thenAccept(
                            some -> {
                              synchronized (all) {
                                all.or(some);
                              }
                            }))
            .toArray(CompletableFuture[]::new);
    shards = all;
    underWay =
        CompletableFuture.allOf(beside)
            .thenCompose(_ -> parts.writes().mark(parts.partition(), new PlannedMarks(begun)));
  }

  /// Goes on with what is under way.
  ///
  /// @return whether everything lost is there again since this call
  boolean goOn() {
    if (!underWay.isDone()) {
      return false;
    }
    return switch (step) {
      case NOTHING -> false;
      case FINDING -> {
        restore = new Restore(parts.authors(), parts.planner(), parts.writes(), shards);
        step = Step.WRITING;
        yield goOn();
      }
      case WRITING -> {
        write();
        yield false;
      }
      case LOOKING -> {
        lookAgain();
        yield false;
      }
      case MARKING -> {
        if (marked == null || !marked.isWhole()) {
          if (marked != null && marked.otherLife()) {
            parts.lives().other(life);
          }
          restore(anchors);
          yield false;
        }
        step = Step.NOTHING;
        log.info("what Redis had lost of partition {} is written again", parts.partition());
        yield true;
      }
    };
  }

  private void write() {
    Restore running = restore;
    if (running != null && !running.finished()) {
      underWay = running.slice(PER_SLICE);
      metrics.restored.increment();
      return;
    }
    restore = null;
    step = Step.LOOKING;
    underWay =
        parts
            .writes()
            .readMarks(parts.partition(), anchors)
            .thenAccept(there -> found = there.numbers());
  }

  /// Last of all: should something fail before, the loss is found once more.
  private void lookAgain() {
    PlannedMarks there = found;
    Map<Integer, Long> stored = marks().numbers();
    if (there == null || there.numbers().values().stream().anyMatch(one -> one != BEING_RESTORED)) {
      restore(anchors);
      return;
    }
    Map<Integer, Long> again = new HashMap<>();
    anchors.forEach(anchor -> again.put(anchor, stored.getOrDefault(anchor, 0L)));
    step = Step.MARKING;
    PlannedMarks whole = new PlannedMarks(again);
    underWay =
        parts
            .writes()
            .raise(parts.partition(), whole, whole, new Vouching(life, false))
            .thenAccept(raised -> marked = raised);
  }
}
