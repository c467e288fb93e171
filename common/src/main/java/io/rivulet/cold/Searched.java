package io.rivulet.cold;

import io.rivulet.post.CorruptBodyException;
import io.rivulet.post.PostBody;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// What a worker found, and where it looked: what it did not find is in none of these partitions.
///
/// | bytes | |
/// |---|---|
/// | 1 | format, 1 |
/// | 4 | number of partitions searched |
/// | 4 each | the partitions |
/// | then, for each post found | id (8), length (4), [PostBody] |
///
/// Numbers are big-endian.
public record Searched(BitSet partitions, Map<Long, PostBody> found) {
  private static final byte FORMAT = 1;

  public Searched {
    partitions = (BitSet) partitions.clone();
    found = Map.copyOf(found);
  }

  @Override
  public BitSet partitions() {
    return (BitSet) partitions.clone();
  }

  /// The bytes that are answered.
  public byte[] encode() {
    int size = 1 + Integer.BYTES + Integer.BYTES * partitions.cardinality();
    for (PostBody body : found.values()) {
      size += Long.BYTES + Integer.BYTES + body.bytes().length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(size).put(FORMAT).putInt(partitions.cardinality());
    partitions.stream().forEach(bytes::putInt);
    found.forEach((id, body) -> bytes.putLong(id).putInt(body.bytes().length).put(body.bytes()));
    return bytes.array();
  }

  /// Reads what [#encode()] wrote.
  ///
  /// @throws IllegalArgumentException if the bytes are something else
  public static Searched decode(byte[] value) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    try {
      if (bytes.get() != FORMAT) {
        throw new IllegalArgumentException("answer of a worker: expected format " + FORMAT);
      }
      BitSet partitions = new BitSet();
      for (int left = bytes.getInt(); left > 0; left--) {
        partitions.set(partition(bytes.getInt()));
      }
      Map<Long, PostBody> found = new HashMap<>();
      while (bytes.hasRemaining()) {
        long id = bytes.getLong();
        byte[] body = new byte[Math.clamp(bytes.getInt(), 0, bytes.remaining())];
        bytes.get(body);
        found.put(id, PostBody.decode(body));
      }
      return new Searched(partitions, found);
    } catch (BufferUnderflowException | CorruptBodyException e) {
      throw new IllegalArgumentException("answer of a worker: " + e, e);
    }
  }

  private static int partition(int found) {
    if (found < 0 || found >= Door.MOST_PARTITIONS) {
      throw new IllegalArgumentException("answer of a worker: no partition: " + found);
    }
    return found;
  }
}
