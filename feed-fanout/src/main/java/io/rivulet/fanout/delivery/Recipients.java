package io.rivulet.fanout.delivery;

import io.rivulet.fanout.chunk.Ascending;
import io.rivulet.fanout.chunk.Varint;
import io.rivulet.keyspace.Shards;
import java.nio.ByteBuffer;

/// Accounts of one deliveries partition in ascending order, encoded; read by [#forEach] without
/// making objects.
///
/// First how many bytes follow, then each account as its distance from the one before (the first
/// from zero), all of them [Varint]s. Shards are not written but computed.
public final class Recipients {
  /// Takes one account after the other.
  @FunctionalInterface
  public interface Visitor {
    void visit(int shard, long account);
  }

  private final byte[] distances;
  private final int size;

  /// @param distances that nobody changes
  Recipients(byte[] distances, int size) {
    this.distances = distances;
    this.size = size;
  }

  /// Reads what [#encode] wrote, all of it, so that a malformed one is refused as a whole.
  ///
  /// @throws IllegalArgumentException if it finds what is no recipients
  static Recipients decode(ByteBuffer encoded) {
    long length = Varint.get(encoded);
    if (length < 0 || length > encoded.remaining()) {
      throw new IllegalArgumentException(
          "recipients: expected %d bytes, found %d".formatted(length, encoded.remaining()));
    }
    byte[] distances = new byte[(int) length];
    encoded.get(distances);
    Ascending accounts = new Ascending(distances, 0);
    int size = 0;
    for (long last = 0; accounts.next(); last = accounts.id()) {
      if (accounts.id() <= last) {
        throw new IllegalArgumentException(
            "an id: expected above %d, found %d".formatted(last, accounts.id()));
      }
      size++;
    }
    return new Recipients(distances, size);
  }

  /// How many there are.
  public int size() {
    return size;
  }

  /// Visits all recipients.
  public void forEach(Visitor visitor) {
    Ascending accounts = new Ascending(distances, 0);
    while (accounts.next()) {
      visitor.visit(Shards.of(accounts.id()), accounts.id());
    }
  }

  /// Bytes that [#encode] writes.
  int length() {
    return Varint.size(distances.length) + distances.length;
  }

  ByteBuffer encode(ByteBuffer target) {
    Varint.put(target, distances.length);
    return target.put(distances);
  }
}
