package io.rivulet.reader.fetch;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Values of Redis that many reads need, held for as long as the staleness bound allows. That a
/// value is absent is never held.
///
/// The age of a value counts from before it was asked for, so what is found here is what Redis had
/// at some moment within the bound.
///
/// Two generations take turns: what is put goes to the younger one, and when that is as old as the
/// bound, or full, the older one is forgotten whole. Nothing has to be noted when a value is found,
/// which for values that live a second costs more than they do (RATIONALE.md).
///
/// @param <V> what is held
public final class Held<V> {
  /// What an entry takes beside the value, roughly.
  private static final int OVERHEAD = 200;

  private final LongSupplier nanoTime;
  private final long staleness;
  private final long generationBytes;
  private final ToIntFunction<V> bytes;
  private volatile Generations<V> generations;

  private record Aged<V>(V value, long askedAt) {}

  private record Generation<V>(ConcurrentHashMap<Long, Aged<V>> values, AtomicLong bytes) {
    static <V> Generation<V> empty() {
      return new Generation<>(new ConcurrentHashMap<>(), new AtomicLong());
    }
  }

  private record Generations<V>(Generation<V> younger, Generation<V> older, long since) {}

  /// @param bytes that a value takes
  /// @param nanoTime as [System#nanoTime]
  public Held(HoldSettings settings, ToIntFunction<V> bytes, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.staleness = settings.staleness().toNanos();
    this.generationBytes = settings.bytes() / 2;
    this.bytes = bytes;
    this.generations =
        new Generations<>(Generation.empty(), Generation.empty(), nanoTime.getAsLong());
  }

  /// The time, for [#find] and [#hold].
  public long now() {
    return nanoTime.getAsLong();
  }

  /// A value that is young enough, else null.
  public @Nullable V find(long id, long now) {
    Long key = key(id);
    Generations<V> both = generations;
    Aged<V> aged = both.younger().values().get(key);
    if (aged == null) {
      aged = both.older().values().get(key);
    }
    return aged != null && now - aged.askedAt() < staleness ? aged.value() : null;
  }

  /// Holds what was read.
  ///
  /// @param askedAt [#now] before it was asked for
  public void hold(long id, V value, long askedAt) {
    if (staleness > 0) {
      Generation<V> younger = younger();
      // Who asked earlier may come later; what he brings must not replace what is newer.
      younger
          .values()
          .merge(
              key(id),
              new Aged<>(value, askedAt),
              (there, brought) -> brought.askedAt() - there.askedAt() >= 0 ? brought : there);
      younger.bytes().addAndGet(bytes.applyAsInt(value) + OVERHEAD);
    }
  }

  private Generation<V> younger() {
    Generations<V> both = generations;
    if (isOver(both)) {
      synchronized (this) {
        both = generations;
        if (isOver(both)) {
          both = new Generations<>(Generation.empty(), both.younger(), now());
          generations = both;
        }
      }
    }
    return both.younger();
  }

  private boolean isOver(Generations<V> both) {
    return now() - both.since() >= staleness || both.younger().bytes().get() > generationBytes;
  }

  /// Spread as in [IdMap], and one to one.
  private static Long key(long id) {
    return id * IdMap.SPREAD;
  }
}
