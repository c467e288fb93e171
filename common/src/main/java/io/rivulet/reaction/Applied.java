package io.rivulet.reaction;

import io.rivulet.timeline.CorruptTimelineException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How far the records are counted from which a value was made: for each partition of
/// `feed.posts.v1` and `feed.acts.v1` that had some, the offset of the last.
///
/// Stored as a count (2 bytes) and as many numbers of 8 bytes: [Source] in the upper 16 bits, the
/// offset in the lower 48.
public final class Applied {
  /// Nothing is counted.
  public static final Applied NOTHING = new Applied(new long[0]);

  private static final int OFFSET_BITS = 48;
  private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;
  private static final int ACTS = 1 << 15;

  private final long[] positions;

  private Applied(long[] positions) {
    this.positions = positions;
  }

  /// A partition that records come from.
  ///
  /// @param number as stored: the partition, and the topic in the highest of 16 bits
  public record Source(int number) {
    public Source {
      if (number < 0 || number >= 1 << 16) {
        throw new IllegalArgumentException("source: expected 0 to 65535, found " + number);
      }
    }

    /// A partition of `feed.posts.v1`.
    public static Source posts(int partition) {
      return new Source(partition);
    }

    /// A partition of `feed.acts.v1`.
    public static Source acts(int partition) {
      return new Source(ACTS | partition);
    }
  }

  /// The offset of the last record counted, -1 if none is known to be.
  public long of(Source source) {
    for (long position : positions) {
      if (position >>> OFFSET_BITS == source.number()) {
        return position & OFFSET_MASK;
      }
    }
    return -1;
  }

  /// The same after one more record.
  public Applied with(Source source, long offset) {
    long position = ((long) source.number() << OFFSET_BITS) | (offset & OFFSET_MASK);
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] >>> OFFSET_BITS == source.number()) {
        long[] changed = positions.clone();
        changed[i] = position;
        return new Applied(changed);
      }
    }
    long[] more = Arrays.copyOf(positions, positions.length + 1);
    more[positions.length] = position;
    return new Applied(more);
  }

  /// Bytes stored.
  public int size() {
    return Short.BYTES + positions.length * Long.BYTES;
  }

  /// Writes [#size] bytes.
  public void encode(ByteBuffer bytes) {
    bytes.putShort((short) positions.length);
    for (long position : positions) {
      bytes.putLong(position);
    }
  }

  /// Reads what [#encode] wrote.
  ///
  /// @throws CorruptTimelineException if that is not there
  public static Applied decode(ByteBuffer bytes) {
    int count = bytes.remaining() < Short.BYTES ? -1 : bytes.getShort();
    if (count < 0 || bytes.remaining() < count * Long.BYTES) {
      throw new CorruptTimelineException(
          count + " offsets do not fit " + bytes.remaining() + " bytes");
    }
    if (count == 0) {
      return NOTHING;
    }
    long[] positions = new long[count];
    bytes.asLongBuffer().get(positions);
    bytes.position(bytes.position() + count * Long.BYTES);
    return new Applied(positions);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Applied that && Arrays.equals(positions, that.positions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(positions);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Applied");
    for (long position : positions) {
      text.append(' ').append(position >>> OFFSET_BITS).append('@').append(position & OFFSET_MASK);
    }
    return text.toString();
  }
}
