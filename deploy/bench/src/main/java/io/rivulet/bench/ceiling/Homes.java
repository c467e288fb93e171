package io.rivulet.bench.ceiling;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;

/// Home timelines that calls choose from, with what each call needs of them.
final class Homes {
  final long[] viewers;
  final byte[][] keys;
  final int[] shards;
  final byte[][] epochs;

  /// @param epochs of each shard that viewers lie in, 8 bytes
  Homes(long[] viewers, byte[][] epochs) {
    this.viewers = viewers;
    this.epochs = epochs;
    this.keys = new byte[viewers.length][];
    this.shards = new int[viewers.length];
    for (int i = 0; i < viewers.length; i++) {
      keys[i] = Keyspace.home(viewers[i]);
      shards[i] = Shards.of(viewers[i]);
    }
  }

  int size() {
    return viewers.length;
  }
}
