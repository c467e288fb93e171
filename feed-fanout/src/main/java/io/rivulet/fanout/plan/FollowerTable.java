package io.rivulet.fanout.plan;

import io.rivulet.fanout.delivery.Recipients;
import io.rivulet.keyspace.Shards;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The followers of each author, in chunks of at most 128, ordered by shard and id.
///
/// A chunk's key is the lower bound of what may be in it; the bound of an author's first chunk is
/// zero and stays. So the chunk of a follower is the last one whose key is not above the
/// follower's, and a full chunk splits in two. A follow rewrites 1 KB at most; a scan costs a hash
/// a follower.
///
/// A split puts two chunks. Should a crash let only the first survive, the upper half, then the old
/// chunk still holds what moved. So whoever reads a chunk stops at the bound of the next one, and
/// an empty chunk stays, that its bound may stay.
///
/// The order by shard makes a scan yield the groups that a delivery record wants.
final class FollowerTable {
  static final int CHUNK = 128;

  private final KeyValueStore<Bytes, byte[]> store;

  private final DerivedCounts counts = new DerivedCounts(this::scan);

  FollowerTable(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /// Adds a follower.
  ///
  /// @return whether that changed anything
  boolean add(long author, long follower) {
    KeyValue<Bytes, byte[]> chunk = chunkOf(author, follower);
    int at = position(chunk.value, follower);
    if (holds(chunk.value, at, follower)) {
      return false;
    }
    byte[] grown = new byte[chunk.value.length + Long.BYTES];
    System.arraycopy(chunk.value, 0, grown, 0, at);
    ByteBuffer.wrap(grown).putLong(at, follower);
    System.arraycopy(chunk.value, at, grown, at + Long.BYTES, chunk.value.length - at);
    if (grown.length > CHUNK * Long.BYTES) {
      split(author, chunk.key, grown);
    } else {
      store.put(chunk.key, grown);
    }
    counts.changed(author, 1);
    return true;
  }

  private void split(long author, Bytes key, byte[] followers) {
    int half = followers.length / Long.BYTES / 2 * Long.BYTES;
    ByteBuffer all = ByteBuffer.wrap(followers);
    long bound = all.getLong(half);
    byte[] upper = new byte[followers.length - half];
    byte[] lower = new byte[half];
    all.get(0, lower).get(half, upper);
    // The upper half first: should it alone survive a crash, nobody is missing.
    store.put(StoreKeys.chunk(author, Shards.of(bound), bound), upper);
    store.put(key, lower);
  }

  /// Removes a follower.
  ///
  /// @return whether that changed anything
  boolean remove(long author, long follower) {
    KeyValue<Bytes, byte[]> chunk = chunkOf(author, follower);
    int at = position(chunk.value, follower);
    if (!holds(chunk.value, at, follower)) {
      return false;
    }
    byte[] shrunk = new byte[chunk.value.length - Long.BYTES];
    System.arraycopy(chunk.value, 0, shrunk, 0, at);
    System.arraycopy(chunk.value, at + Long.BYTES, shrunk, at, shrunk.length - at);
    store.put(chunk.key, shrunk);
    counts.changed(author, -1);
    return true;
  }

  boolean contains(long author, long follower) {
    byte[] chunk = chunkOf(author, follower).value;
    return holds(chunk, position(chunk, follower), follower);
  }

  /// Visits all followers by shard, then by id.
  void forEach(long author, Recipients.Visitor visitor) {
    try (KeyValueIterator<Bytes, byte[]> chunks = store.range(first(author), last(author))) {
      while (chunks.hasNext()) {
        ByteBuffer chunk = ByteBuffer.wrap(chunks.next().value);
        long bound = chunks.hasNext() ? StoreKeys.chunkBound(chunks.peekNextKey()) : 0;
        while (chunk.hasRemaining()) {
          long follower = chunk.getLong();
          if (bound != 0 && !precedes(follower, bound)) {
            break;
          }
          visitor.visit(Shards.of(follower), follower);
        }
      }
    }
  }

  int count(long author) {
    return counts.of(author);
  }

  private int scan(long author) {
    int[] count = new int[1];
    forEach(author, (_, _) -> count[0]++);
    return count[0];
  }

  private KeyValue<Bytes, byte[]> chunkOf(long author, long follower) {
    Bytes key = StoreKeys.chunk(author, Shards.of(follower), follower);
    try (KeyValueIterator<Bytes, byte[]> below = store.reverseRange(first(author), key)) {
      return below.hasNext() ? below.next() : KeyValue.pair(first(author), new byte[0]);
    }
  }

  /// Where a follower is or would be, in bytes.
  private static int position(byte[] chunk, long follower) {
    ByteBuffer followers = ByteBuffer.wrap(chunk);
    int low = 0;
    int high = chunk.length / Long.BYTES;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (precedes(followers.getLong(middle * Long.BYTES), follower)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low * Long.BYTES;
  }

  private static boolean precedes(long a, long b) {
    int byShard = Integer.compare(Shards.of(a), Shards.of(b));
    return byShard != 0 ? byShard < 0 : a < b;
  }

  private static boolean holds(byte @Nullable [] chunk, int at, long follower) {
    return chunk != null && at < chunk.length && ByteBuffer.wrap(chunk).getLong(at) == follower;
  }

  private static Bytes first(long author) {
    return StoreKeys.chunk(author, 0, 0);
  }

  private static Bytes last(long author) {
    return StoreKeys.chunk(author, Shards.COUNT, Long.MAX_VALUE);
  }
}
