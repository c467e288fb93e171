package io.rivulet.fanout.plan;

import io.rivulet.fanout.chunk.ChunkTable;
import io.rivulet.fanout.chunk.Layout;
import java.util.function.LongConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// The followers of each author who want to be notified of each of his posts, ascending, see
/// [ChunkTable]. Most authors have none, which costs a post one look at a key that is not there.
final class NotifiedTable {
  private static final char LETTER = 'n';

  /// Bytes of a chunk at most, see [FollowerTable].
  private static final int CHUNK = 512;

  private final ChunkTable notified;

  NotifiedTable(KeyValueStore<Bytes, byte[]> store) {
    this.notified = new ChunkTable(store, LETTER, Layout.IDS_ALONE, CHUNK);
  }

  void add(long author, long follower) {
    notified.add(author, follower);
  }

  void remove(long author, long follower) {
    notified.remove(author, follower);
  }

  /// Visits all of an author's, ascending.
  void forEach(long author, LongConsumer visitor) {
    if (notified.hasOwner(author)) {
      notified.forEach(author, (follower, _, _) -> visitor.accept(follower));
    }
  }
}
