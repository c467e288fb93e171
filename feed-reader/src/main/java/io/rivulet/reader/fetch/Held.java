package io.rivulet.reader.fetch;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.jctools.maps.NonBlockingHashMapLong;
import org.jspecify.annotations.Nullable;

/// Values of Redis that many reads need, held for as long as the staleness bound allows. That a
/// value is absent is never held.
///
/// The age of a value counts from before it was asked for, so what is found here is what Redis had
/// at some moment within the bound.
///
/// Two generations take turns: what is put goes to the younger one, and when that is as old as the
/// bound, or full, the older one is forgotten whole. Nothing has to be noted when a value is found,
/// which for values that live a second costs more than they do (RATIONALE.md). A value that was
/// read again and is the same stays the same object: else the garbage collector would have to move
/// all that is held, again and again.
///
/// @param <V> what is held
public final class Held<V> {
  /// What an entry takes beside the value, roughly.
  private static final int OVERHEAD = 200;

  private static final int LEAST = 16;

  private final LongSupplier nanoTime;
  private final long staleness;
  private final long generationBytes;
  private final ToIntFunction<V> bytes;
  private final BiPredicate<V, V> same;
  private volatile Generations<V> generations;

  private static final class Aged<V> {
    private final V value;
    private volatile long askedAt;

    /// When it is due. That two threads may find it so costs a read too many.
    private long dueAt;

    Aged(V value, long askedAt, long dueAt) {
      this.value = value;
      this.askedAt = askedAt;
      this.dueAt = dueAt;
    }

    /// Was read again. Of two threads here the one that asked earlier may win, which makes the
    /// value older than it is.
    void renewed(Aged<V> brought) {
      askedAt = brought.askedAt;
      dueAt = brought.dueAt;
    }
  }

  /// Ids as numbers: of a map's own entries and keys each lookup would read two objects more, which
  /// are in no cache of the processor.
  private record Generation<V>(NonBlockingHashMapLong<Aged<V>> values, AtomicLong bytes) {
    static <V> Generation<V> empty(int expected) {
      return new Generation<>(new NonBlockingHashMapLong<>(expected), new AtomicLong());
    }

    /// Puts what was brought, unless something newer is there, and counts what that adds.
    void put(long key, Aged<V> brought, ToIntFunction<V> size) {
      int added = size.applyAsInt(brought.value);
      for (Aged<V> there = values.putIfAbsent(key, brought);
          there != null;
          there = values.get(key)) {
        if (there == brought || brought.askedAt - there.askedAt < 0) {
          return;
        }
        if (values.replace(key, there, brought)) {
          bytes.addAndGet(added - size.applyAsInt(there.value));
          return;
        }
      }
      bytes.addAndGet(added + OVERHEAD);
    }
  }

  private record Generations<V>(Generation<V> younger, Generation<V> older, long since) {}

  /// Holds values of which no two are the same.
  ///
  /// @param bytes that a value takes
  /// @param nanoTime as [System#nanoTime]
  public Held(HoldSettings settings, ToIntFunction<V> bytes, LongSupplier nanoTime) {
    this(settings, bytes, (_, _) -> false, nanoTime);
  }

  /// @param bytes that a value takes
  /// @param same whether one may stand for the other
  /// @param nanoTime as [System#nanoTime]
  public Held(
      HoldSettings settings,
      ToIntFunction<V> bytes,
      BiPredicate<V, V> same,
      LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.staleness = settings.staleness().toNanos();
    this.generationBytes = settings.bytes() / 2;
    this.bytes = bytes;
    this.same = same;
    this.generations =
        new Generations<>(Generation.empty(LEAST), Generation.empty(LEAST), nanoTime.getAsLong());
  }

  /// The time, for [#find] and [#hold].
  public long now() {
    return nanoTime.getAsLong();
  }

  /// A value that is young enough, else null.
  public @Nullable V find(long id, long now) {
    Aged<V> aged = aged(id, now);
    return aged == null ? null : aged.value;
  }

  /// As [#find], noting, once, what has spent a good part of its time.
  public @Nullable V find(long id, long now, Due due) {
    Aged<V> aged = aged(id, now);
    if (aged == null) {
      return null;
    }
    if (now - aged.dueAt >= 0) {
      aged.dueAt = aged.askedAt + staleness;
      due.add(id, now);
    }
    return aged.value;
  }

  private @Nullable Aged<V> aged(long id, long now) {
    Aged<V> aged = aged(key(id), generations);
    return aged != null && now - aged.askedAt < staleness ? aged : null;
  }

  private static <V> @Nullable Aged<V> aged(long key, Generations<V> both) {
    Aged<V> aged = both.younger().values().get(key);
    return aged == null ? both.older().values().get(key) : aged;
  }

  /// Holds what was read, unless something newer is held.
  ///
  /// @param askedAt [#now] before it was asked for
  public void hold(long id, V value, long askedAt) {
    if (staleness > 0) {
      long key = key(id);
      Generations<V> both = generations();
      Aged<V> there = aged(key, both);
      Aged<V> brought = new Aged<>(value, askedAt, dueAt(askedAt));
      // Who asked earlier may come later; what he brings must not replace what is newer.
      if (there != null && there.askedAt - askedAt > 0) {
        return;
      }
      if (there != null && same.test(there.value, value)) {
        there.renewed(brought);
        brought = there;
      }
      both.younger().put(key, brought, bytes);
    }
  }

  /// Forgets a value, so that the next one who needs it reads it. Who is reading it just now may
  /// bring it back as it was.
  public void forget(long id) {
    long key = key(id);
    Generations<V> both = generations;
    both.younger().values().remove(key);
    both.older().values().remove(key);
  }

  /// Between two and three fifths of its time: what was read together, after a pause say, is not to
  /// be due together for ever.
  private long dueAt(long askedAt) {
    long fifth = staleness / 5;
    return askedAt + 2 * fifth + ThreadLocalRandom.current().nextLong(fifth + 1);
  }

  private Generations<V> generations() {
    Generations<V> both = generations;
    if (isOver(both)) {
      synchronized (this) {
        both = generations;
        if (isOver(both)) {
          int expected = Math.max(LEAST, both.younger().values().size());
          both = new Generations<>(Generation.empty(expected), both.younger(), now());
          generations = both;
        }
      }
    }
    return both;
  }

  private boolean isOver(Generations<V> both) {
    return now() - both.since() >= staleness || both.younger().bytes().get() > generationBytes;
  }

  /// Spread as in [IdMap], and one to one.
  private static long key(long id) {
    return id * IdMap.SPREAD;
  }
}
