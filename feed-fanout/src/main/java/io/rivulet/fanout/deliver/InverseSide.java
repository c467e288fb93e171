package io.rivulet.fanout.deliver;

import io.rivulet.relations.RelationsBuilder;
import java.nio.ByteBuffer;

/// What somebody else is to an account, as [RelationStore] keeps it: version (8 bytes), flags (1
/// blocked by, 2 requested by).
///
/// It does not count for what is applied: that is of the account's own changes, which come from
/// other partitions.
record InverseSide(long version, boolean blockedBy, boolean requestedBy) {
  RelationsBuilder addTo(RelationsBuilder relations, long other) {
    return relations.setInverse(other, blockedBy, requestedBy);
  }

  byte[] encode() {
    int flags = (blockedBy ? 1 : 0) | (requestedBy ? 2 : 0);
    return ByteBuffer.allocate(Long.BYTES + 1).putLong(version).put((byte) flags).array();
  }

  static InverseSide decode(byte[] value) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    long version = bytes.getLong();
    int flags = bytes.get();
    return new InverseSide(version, (flags & 1) != 0, (flags & 2) != 0);
  }
}
