package io.rivulet.fanout.deliver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rivulet.keyspace.Shards;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The relations of the viewers of a deliveries partition: what Redis is filled from again.
///
/// | key | value |
/// |---|---|
/// | viewer (8), target (8) | version (8), 1 following or 0 not any more |
/// | viewer (8), 0 (8) | empty: the account exists |
/// | 0xff, `applied` | the offset up to which Redis has acknowledged all |
///
/// The end of a relation is kept, with its version, so that an older event that comes once more
/// finds that it is older. Whole relations of viewers lately changed are held in memory.
final class RelationStore {
  static final String NAME = "following";

  private static final int CACHED_VIEWERS = 10_000;
  private static final Bytes APPLIED = Bytes.wrap(new byte[] {(byte) 0xff, 'a'});

  private final KeyValueStore<Bytes, byte[]> store;
  private final Cache<Long, long[]> following =
      Caffeine.newBuilder().maximumSize(CACHED_VIEWERS).executor(Runnable::run).build();

  RelationStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /// Notes that an account exists.
  void open(long account) {
    Bytes key = key(account, 0);
    if (store.get(key) == null) {
      store.put(key, new byte[0]);
    }
  }

  /// Applies a change unless a newer one of the same pair was applied.
  ///
  /// One with the same version is applied again: it has come twice, and what was delivered in
  /// between may have passed the viewer by, so that his timeline has to be dropped once more.
  boolean apply(long viewer, long target, boolean follows, long version) {
    Bytes key = key(viewer, target);
    byte[] present = store.get(key);
    if (present != null && ByteBuffer.wrap(present).getLong() > version) {
      return false;
    }
    store.put(
        key,
        ByteBuffer.allocate(Long.BYTES + 1).putLong(version).put((byte) (follows ? 1 : 0)).array());
    long[] accounts = following.getIfPresent(viewer);
    if (accounts != null) {
      following.put(viewer, follows ? with(accounts, target) : without(accounts, target));
    }
    return true;
  }

  /// Whom a viewer follows, ascending.
  long[] following(long viewer) {
    return Objects.requireNonNull(following.get(viewer, this::scan));
  }

  private long[] scan(long viewer) {
    long[] accounts = new long[16];
    int size = 0;
    try (KeyValueIterator<Bytes, byte[]> entries =
        store.range(key(viewer, 1), key(viewer, Long.MAX_VALUE))) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        if (entry.value[Long.BYTES] == 1) {
          if (size == accounts.length) {
            accounts = Arrays.copyOf(accounts, size * 2);
          }
          accounts[size++] = ByteBuffer.wrap(entry.key.get()).getLong(Long.BYTES);
        }
      }
    }
    return Arrays.copyOf(accounts, size);
  }

  /// All viewers of some shards.
  Set<Long> viewers(Set<Integer> shards) {
    Set<Long> viewers = new TreeSet<>();
    try (KeyValueIterator<Bytes, byte[]> entries =
        store.range(key(0, 0), key(Long.MAX_VALUE, Long.MAX_VALUE))) {
      while (entries.hasNext()) {
        long viewer = ByteBuffer.wrap(entries.next().key.get()).getLong();
        if (shards.contains(Shards.of(viewer))) {
          viewers.add(viewer);
        }
      }
    }
    return viewers;
  }

  /// The offset up to which Redis had acknowledged all, or -1.
  long applied() {
    byte @Nullable [] value = store.get(APPLIED);
    return value == null ? -1 : ByteBuffer.wrap(value).getLong();
  }

  void applied(long offset) {
    store.put(APPLIED, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
  }

  private static Bytes key(long viewer, long target) {
    return Bytes.wrap(ByteBuffer.allocate(2 * Long.BYTES).putLong(viewer).putLong(target).array());
  }

  private static long[] with(long[] accounts, long account) {
    int found = Arrays.binarySearch(accounts, account);
    if (found >= 0) {
      return accounts;
    }
    int at = -found - 1;
    long[] more = new long[accounts.length + 1];
    System.arraycopy(accounts, 0, more, 0, at);
    more[at] = account;
    System.arraycopy(accounts, at, more, at + 1, accounts.length - at);
    return more;
  }

  private static long[] without(long[] accounts, long account) {
    int at = Arrays.binarySearch(accounts, account);
    if (at < 0) {
      return accounts;
    }
    long[] fewer = new long[accounts.length - 1];
    System.arraycopy(accounts, 0, fewer, 0, at);
    System.arraycopy(accounts, at + 1, fewer, at, fewer.length - at);
    return fewer;
  }
}
