package io.rivulet.fanout.delivery;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/// The binary form of a [Delivery].
///
/// Byte 0 is the format, 1; byte 1 the kind: 1 entry (id, recipients), 2 relation (viewer, target,
/// following, version), 3 account opened (account). Ids and versions take 8 bytes, big-endian.
public final class DeliveryCodec {
  private static final byte FORMAT = 1;
  private static final byte ENTRY = 1;
  private static final byte RELATION = 2;
  private static final byte ACCOUNT_OPENED = 3;
  private static final int HEADER = 2;

  private DeliveryCodec() {}

  public static byte[] encode(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Entry(long id, Recipients recipients) -> {
        ByteBuffer groups = recipients.bytes();
        yield header(ENTRY, Long.BYTES + groups.remaining()).putLong(id).put(groups).array();
      }
      case Delivery.Relation(long viewer, long target, boolean following, long version) ->
          header(RELATION, 3 * Long.BYTES + 1)
              .putLong(viewer)
              .putLong(target)
              .put((byte) (following ? 1 : 0))
              .putLong(version)
              .array();
      case Delivery.AccountOpened(long account) ->
          header(ACCOUNT_OPENED, Long.BYTES).putLong(account).array();
    };
  }

  /// Reads what [#encode] wrote.
  ///
  /// @throws MalformedDeliveryException if the value is none that [#encode] makes
  public static Delivery decode(byte[] value) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(value);
      byte format = bytes.get();
      if (format != FORMAT) {
        throw new MalformedDeliveryException("format: expected 1, found " + format);
      }
      byte kind = bytes.get();
      return switch (kind) {
        case ENTRY -> entry(bytes.getLong(), bytes.slice());
        case RELATION ->
            new Delivery.Relation(
                bytes.getLong(), bytes.getLong(), bytes.get() == 1, bytes.getLong());
        case ACCOUNT_OPENED -> new Delivery.AccountOpened(bytes.getLong());
        default -> throw new MalformedDeliveryException("kind: expected 1 to 3, found " + kind);
      };
    } catch (BufferUnderflowException e) {
      throw new MalformedDeliveryException("ends too early, after " + value.length + " bytes", e);
    }
  }

  private static Delivery entry(long id, ByteBuffer groups) {
    Recipients recipients = new Recipients(groups);
    // Read once now, so that a malformed record is refused before part of it was delivered.
    recipients.forEach((_, _) -> {});
    return new Delivery.Entry(id, recipients);
  }

  private static ByteBuffer header(byte kind, int length) {
    return ByteBuffer.allocate(HEADER + length).put(FORMAT).put(kind);
  }
}
