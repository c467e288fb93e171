package io.rivulet.relations;

import io.rivulet.timeline.CorruptTimelineException;
import java.nio.ByteBuffer;

/// What a viewer made of his relation to a target a moment ago: an entry of the overlay, which the
/// fan-out may not have worked on yet.
///
/// @param partition of `feed.relations.v1` in which the record of the change lies
/// @param offset of that record; the fan-out has it when [Relations#applied(int)] has reached it
public record OwnRelation(long target, int partition, long offset, Relation relation) {
  /// Bytes of a value; the target is its field. In Redis the time of writing follows.
  private static final int SIZE = Integer.BYTES + Long.BYTES + Relation.SIZE;

  /// Where the offset stands in the value, for scripts that compare it.
  public static final int OFFSET_AT = Integer.BYTES;

  public byte[] encode() {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE).putInt(partition).putLong(offset);
    relation.encode(bytes);
    return bytes.array();
  }

  /// Reads what [#encode] wrote, and what follows it in Redis over.
  ///
  /// @throws CorruptTimelineException if the value is no such entry
  public static OwnRelation decode(long target, byte[] value) {
    if (value.length < SIZE) {
      throw new CorruptTimelineException(
          "an overlay of a relation has at least " + SIZE + " bytes, not " + value.length);
    }
    ByteBuffer bytes = ByteBuffer.wrap(value);
    return new OwnRelation(target, bytes.getInt(), bytes.getLong(), Relation.decode(bytes));
  }
}
