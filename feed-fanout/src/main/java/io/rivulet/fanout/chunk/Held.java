package io.rivulet.fanout.chunk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// What a task holds in memory of its stores, by owner, so as not to read it again.
///
/// All tasks of a process share one bound, a part of the heap, since neither how many they are nor
/// which of them has most to do is known before: bounds of each would have to be so small that they
/// fit together, or would not.
///
/// For one thread, which is the only one that changes what is held.
///
/// @param <V> what is held of an owner; not changed once it is
public final class Held<V> {
  /// Of the heap, for all of it.
  private static final int PART = 6;

  /// Of an entry besides its value: its key, and what [Cache] needs for it.
  private static final int ENTRY = 120;

  private static final Cache<Key, Value> ALL =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / PART)
          .<Key, Value>weigher((_, value) -> ENTRY + value.bytes())
          .executor(Runnable::run)
          .build();

  private static final AtomicInteger TABLES = new AtomicInteger();
  private static final Cleaner CLEANER = Cleaner.create();

  private final int table = TABLES.incrementAndGet();
  private final ToIntFunction<V> bytes;

  /// Ids differ in few of their bits, by which [Long] would have many share a bucket.
  private record Key(int table, long owner) {
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L; // the golden ratio's, Knuth 6.4

    @Override
    public int hashCode() {
      long mixed = (owner + table) * MIX;
      return (int) (mixed >>> Integer.SIZE);
    }
  }

  private record Value(Object held, int bytes) {}

  /// Holds nothing yet.
  ///
  /// @param bytes of the heap that a value takes
  public Held(ToIntFunction<V> bytes) {
    this.bytes = bytes;
    var _ = CLEANER.register(this, forgetting(table));
  }

  /// Once a task has ended, what it held is nobody's.
  private static Runnable forgetting(int table) {
    return () -> ALL.asMap().keySet().removeIf(key -> key.table() == table);
  }

  /// What is held of an owner, null if nothing is.
  @SuppressWarnings("unchecked") // what put() has put
  public @Nullable V find(long owner) {
    Value value = ALL.getIfPresent(new Key(table, owner));
    return value == null ? null : (V) value.held();
  }

  /// What is held of an owner, or what is found, which is held then.
  public V get(long owner, LongFunction<V> read) {
    V held = find(owner);
    if (held == null) {
      held = read.apply(owner);
      put(owner, held);
    }
    return held;
  }

  /// Holds a value of an owner.
  public void put(long owner, V value) {
    ALL.put(new Key(table, owner), new Value(value, bytes.applyAsInt(value)));
  }

  /// Changes what is held of an owner, if something is.
  ///
  /// @param change to what is held then; null to hold nothing
  public void patch(long owner, Function<V, @Nullable V> change) {
    V before = find(owner);
    if (before != null) {
      V after = change.apply(before);
      if (after == null) {
        ALL.invalidate(new Key(table, owner));
      } else {
        put(owner, after);
      }
    }
  }

  /// Bytes that all of them take together, as they are counted.
  static long weight() {
    ALL.cleanUp();
    return ALL.policy().eviction().orElseThrow().weightedSize().orElseThrow();
  }
}
