package io.rivulet.relations;

import io.rivulet.timeline.CorruptTimelineException;
import io.rivulet.timeline.PackedIds;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The relations of one viewer as they lie in Redis, decoded.
///
/// | bytes | content |
/// |---|---|
/// | 0 | format, 1 |
/// | 1–7 | zero |
/// | 8–15 | version: the offset in feed.deliveries.v1 of the change that made them; a lower one loses |
/// | 16–47 | eight counts of 4 bytes, one a section |
/// | 48… | the sections one after the other: ids, 8 bytes each, ascending |
///
/// Section 0 is *following*. The others are for blocks either way, mutes, hidden boosts and pulled
/// authors; a reader that does not know a section passes over it.
///
/// @param version orders the states of one viewer
/// @param following accounts, ascending
@SuppressWarnings("ArrayRecordComponent") // Compared by content, see equals.
public record Relations(long version, long[] following) {
  /// Where the version stands.
  public static final int VERSION_AT = 8;

  private static final byte FORMAT = 1;
  private static final int SECTIONS = 8;
  private static final int HEADER = 16 + SECTIONS * Integer.BYTES;

  /// Decodes a value.
  ///
  /// @return null for a key that is absent, which means unknown, not empty
  /// @throws CorruptTimelineException if the value is no relations
  public static @Nullable Relations decode(byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    if (value.length < HEADER || value[0] != FORMAT) {
      throw new CorruptTimelineException("no header of relations in " + value.length + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.wrap(value);
    long total = 0;
    for (int section = 0; section < SECTIONS; section++) {
      total += Integer.toUnsignedLong(bytes.getInt(16 + section * Integer.BYTES));
    }
    if (HEADER + total * PackedIds.WIDTH != value.length) {
      throw new CorruptTimelineException(
          total + " relations do not fit " + value.length + " bytes");
    }
    long[] following = new long[bytes.getInt(16)];
    bytes.position(HEADER).asLongBuffer().get(following);
    return new Relations(bytes.getLong(VERSION_AT), following);
  }

  public byte[] encode() {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + following.length * PackedIds.WIDTH);
    bytes.put(0, FORMAT).putLong(VERSION_AT, version).putInt(16, following.length);
    bytes.position(HEADER).asLongBuffer().put(following);
    return bytes.array();
  }

  public boolean follows(long account) {
    return Arrays.binarySearch(following, account) >= 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Relations that
        && version == that.version
        && Arrays.equals(following, that.following);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(version) * 31 + Arrays.hashCode(following);
  }

  @Override
  public String toString() {
    return "Relations[version=" + version + ", following=" + Arrays.toString(following) + "]";
  }
}
