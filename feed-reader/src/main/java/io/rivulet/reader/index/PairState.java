package io.rivulet.reader.index;

import io.rivulet.relations.Relation;
import java.nio.ByteBuffer;

/// What a viewer is to a target.
///
/// @param since one more than the offset in `feed.relations.v1` at which the following began, 0 if
///   there is none. All records of a target lie in one partition, so of its followers the newer has
///   the greater one, whoever builds the index
record PairState(long since, Relation relation) {
  static final PairState NONE = new PairState(0, Relation.NONE);

  byte[] encode() {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + Relation.SIZE).putLong(since);
    relation.encode(bytes);
    return bytes.array();
  }

  static PairState decode(byte[] state) {
    ByteBuffer bytes = ByteBuffer.wrap(state);
    return new PairState(bytes.getLong(), Relation.decode(bytes));
  }
}
