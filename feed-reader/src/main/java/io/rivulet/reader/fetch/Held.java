package io.rivulet.reader.fetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Values of Redis that many reads need, held for as long as the staleness bound allows. That a
/// value is absent is never held.
///
/// The age of a value counts from before it was asked for, so what is found here is what Redis had
/// at some moment within the bound.
public final class Held<V> {
  /// What an entry takes beside the value, roughly.
  private static final int OVERHEAD = 200;

  private final LongSupplier nanoTime;
  private final long staleness;
  private final Cache<Long, Aged<V>> values;

  private record Aged<V>(V value, long askedAt) {}

  /// @param bytes that a value takes
  /// @param nanoTime as [System#nanoTime]
  public Held(HoldSettings settings, ToIntFunction<V> bytes, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.staleness = settings.staleness().toNanos();
    this.values =
        Caffeine.newBuilder()
            .maximumWeight(settings.bytes())
            .weigher((Long _, Aged<V> aged) -> bytes.applyAsInt(aged.value()) + OVERHEAD)
            .build();
  }

  /// The time, for [#find] and [#hold].
  public long now() {
    return nanoTime.getAsLong();
  }

  public @Nullable V find(Long id, long now) {
    Aged<V> aged = values.getIfPresent(id);
    return aged != null && now - aged.askedAt() < staleness ? aged.value() : null;
  }

  /// Holds what was read.
  ///
  /// @param askedAt [#now] before it was asked for
  public void hold(Long id, V value, long askedAt) {
    if (staleness > 0) {
      values.put(id, new Aged<>(value, askedAt));
    }
  }
}
