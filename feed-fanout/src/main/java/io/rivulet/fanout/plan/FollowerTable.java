package io.rivulet.fanout.plan;

import io.rivulet.fanout.chunk.ChunkTable;
import io.rivulet.fanout.chunk.Derived;
import io.rivulet.fanout.chunk.Layout;
import java.util.function.LongConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// The followers of each author, ascending, see [ChunkTable].
final class FollowerTable implements Audience.Followers {
  static final char LETTER = 'f';

  /// Bytes of a chunk at most, some hundred followers: what a follow rewrites.
  private static final int CHUNK = 512;

  private final ChunkTable followers;

  private final Derived counts = new Derived(this::scan);

  FollowerTable(KeyValueStore<Bytes, byte[]> store) {
    this(store, CHUNK);
  }

  /// With chunks of another size.
  FollowerTable(KeyValueStore<Bytes, byte[]> store, int chunk) {
    this.followers = new ChunkTable(store, LETTER, Layout.IDS_ALONE, chunk);
  }

  /// Adds a follower.
  ///
  /// @return whether that changed anything
  boolean add(long author, long follower) {
    boolean added = followers.add(author, follower);
    if (added) {
      counts.changed(author, count -> count + 1);
    }
    return added;
  }

  /// Removes a follower.
  ///
  /// @return whether that changed anything
  boolean remove(long author, long follower) {
    boolean removed = followers.remove(author, follower);
    if (removed) {
      counts.changed(author, count -> count - 1);
    }
    return removed;
  }

  boolean contains(long author, long follower) {
    return followers.contains(author, follower);
  }

  @Override
  public void forEach(long author, LongConsumer visitor) {
    followers.forEach(author, (follower, _, _) -> visitor.accept(follower));
  }

  @Override
  public int count(long author) {
    return (int) counts.of(author);
  }

  private int scan(long author) {
    int[] count = new int[1];
    followers.forEach(author, (_, _, _) -> count[0]++);
    return count[0];
  }
}
