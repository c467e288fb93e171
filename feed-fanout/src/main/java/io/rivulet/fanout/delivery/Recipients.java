package io.rivulet.fanout.delivery;

import java.nio.ByteBuffer;

/// Accounts grouped by shard, encoded; read by [#forEach] without making objects.
///
/// A group is the shard (2 bytes), the number of accounts (varint) and the accounts in ascending
/// order, each as the varint of its distance from the one before (the first from zero).
public final class Recipients {
  /// Takes one account after the other.
  @FunctionalInterface
  public interface Visitor {
    void visit(int shard, long account);
  }

  private final ByteBuffer groups;

  Recipients(ByteBuffer groups) {
    this.groups = groups;
  }

  /// Visits all recipients.
  ///
  /// @throws MalformedDeliveryException if it finds what is no id
  public void forEach(Visitor visitor) {
    ByteBuffer bytes = groups.duplicate();
    while (bytes.hasRemaining()) {
      int shard = bytes.getShort() & 0xffff;
      long count = varint(bytes);
      long account = 0;
      for (long i = 0; i < count; i++) {
        account += varint(bytes);
        if (account <= 0) {
          throw new MalformedDeliveryException("an id: found " + account);
        }
        visitor.visit(shard, account);
      }
    }
  }

  /// How many there are.
  public int size() {
    int[] size = new int[1];
    forEach((_, _) -> size[0]++);
    return size[0];
  }

  ByteBuffer bytes() {
    return groups.duplicate();
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte b = bytes.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new MalformedDeliveryException("a varint of more than 10 bytes");
  }
}
