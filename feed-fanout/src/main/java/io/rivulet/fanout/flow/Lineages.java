package io.rivulet.fanout.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.redis.Lineage;
import io.rivulet.redis.Redis;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Whether Redis still has what stream threads wrote to it since their last commits.
///
/// A primary acknowledges a write before its replicas have it, and before a file has. When a
/// replica takes over, or a node comes back from a file, the last of what was acknowledged is gone,
/// and nothing tells whoever wrote it. Two things together leave no such write unnoticed:
///
/// - Before a commit, replicas confirm that they have all that was written ([Redis#confirm]), so
///   what a fail-over may lose is not committed yet.
/// - That confirmation names the lives of the primaries. If they are others than when the thread
///   began, the thread ends with [LineageChangedException] and is replaced: its tasks start from
///   what is committed and write the rest again, which every write here bears.
///
/// What is lost all the same, with no replica connected or with replicas that die together, is
/// found by marks that are older than what was committed: the shards' states and the plan's marks.
public final class Lineages {
  private final Supplier<CompletionStage<Lineage>> source;
  private final Retries retries;
  private final Counter unconfirmed;
  private final Counter changes;
  private final Map<Thread, CompletableFuture<Lineage>> begun = new ConcurrentHashMap<>();
  private final Map<Thread, CompletableFuture<Lineage>> asked = new ConcurrentHashMap<>();

  /// Lives that a thread goes on with as soon as they are told.
  private final Map<Thread, CompletableFuture<Lineage>> adopted = new ConcurrentHashMap<>();

  private final Set<Thread> unconfirmedSince = ConcurrentHashMap.newKeySet();

  /// Of a Redis.
  ///
  /// @param source waits for replicas and tells whose word that is
  public Lineages(
      Supplier<CompletionStage<Lineage>> source, Retries retries, MeterRegistry meters) {
    this.source = source;
    this.retries = retries;
    this.unconfirmed = meters.counter("rivulet.redis.unconfirmed");
    this.changes = meters.counter("rivulet.redis.lineage.changes");
  }

  /// Of a Redis that never changes.
  static Lineages unchanging() {
    return new Lineages(
        () -> CompletableFuture.completedFuture(Lineage.unchanging()),
        new Retries(),
        new SimpleMeterRegistry());
  }

  /// Completes when it is known, for the calling stream thread, what Redis it writes to. Before
  /// that nothing may be written. The same future as long as nothing else is known, see [#changed].
  CompletableFuture<Lineage> begun() {
    return begun.computeIfAbsent(
        Thread.currentThread(),
        _ -> {
          CompletableFuture<Lineage> known = new CompletableFuture<>();
          find(known, 1);
          return known;
        });
  }

  private void find(CompletableFuture<Lineage> known, int attempt) {
    ask()
        .whenComplete(
            (lineage, thrown) -> {
              if (thrown == null) {
                known.complete(lineage);
              } else if (Redis.isTransient(Redis.cause(thrown))) {
                retries.later(attempt, () -> find(known, attempt + 1));
              } else {
                known.completeExceptionally(Redis.cause(thrown));
              }
            });
  }

  private CompletionStage<Lineage> ask() {
    try {
      return source.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /// Notes that the calling thread has processed something, and so may have written.
  void processed() {
    adopted.remove(Thread.currentThread());
    unconfirmedSince.add(Thread.currentThread());
  }

  /// Whether replicas have all that the calling thread has written, waiting for them. Where nothing
  /// was processed since they last confirmed it, or nothing could be written yet, there is nothing
  /// to wait for: a rebalance while Redis is away ends no thread that is idle.
  ///
  /// @return false if they have not confirmed it within `patience`
  /// @throws LineageChangedException if what the thread wrote since its last commit may be lost
  boolean confirmed(Duration patience) {
    Thread thread = Thread.currentThread();
    CompletableFuture<Lineage> before = begun();
    if (!before.isDone() || !unconfirmedSince.contains(thread)) {
      return true;
    }
    long deadline = System.nanoTime() + patience.toNanos();
    // Replicas that do not answer one question are not asked the next: each waits at the primary.
    CompletableFuture<Lineage> last = asked.getOrDefault(thread, before);
    if (!ended(last, deadline)) {
      return false;
    }
    CompletableFuture<Lineage> now = ask().toCompletableFuture();
    asked.put(thread, now);
    if (!ended(now, deadline) || now.isCompletedExceptionally()) {
      unconfirmed.increment();
      return false;
    }
    if (!now.join().equals(before.join())) {
      throw begins();
    }
    unconfirmedSince.remove(thread);
    return true;
  }

  private LineageChangedException begins() {
    changes.increment();
    return new LineageChangedException(
        "Redis has fallen over or come back: what was written since the last commit is written"
            + " again");
  }

  /// Notes that a primary is in another life than the calling thread knows. If all the thread wrote
  /// was confirmed, it goes on with the lives of now once these are told; until then it knows the
  /// ones before.
  ///
  /// @param known when the other life was met; where the thread knows others by now, this tells
  ///   nothing
  /// @throws LineageChangedException if what the thread wrote since its last commit may be lost
  void changed(Lineage known) {
    Thread thread = Thread.currentThread();
    if (!known.equals(begun().getNow(null))) {
      return;
    }
    if (unconfirmedSince.contains(thread)) {
      throw begins();
    }
    CompletableFuture<Lineage> next =
        adopted.computeIfAbsent(thread, _ -> ask().toCompletableFuture());
    if (next.isDone()) {
      adopted.remove(thread);
      if (!next.isCompletedExceptionally()) {
        begun.put(thread, next);
      }
    }
  }

  /// Waits for an answer or a failure.
  private static boolean ended(CompletableFuture<Lineage> answer, long deadline) {
    try {
      var _ = answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Forgets all threads but these.
  void retainAll(Collection<Thread> threads) {
    begun.keySet().retainAll(threads);
    asked.keySet().retainAll(threads);
    adopted.keySet().retainAll(threads);
    unconfirmedSince.retainAll(threads);
  }
}
