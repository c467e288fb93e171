package io.rivulet.fanout.delivery;

import io.rivulet.event.Reaction;
import io.rivulet.notice.Notice;
import io.rivulet.reaction.Applied;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The binary form of the deliveries of a record, one or more.
///
/// Byte 0 is the format: 6, or 5 where nothing needs 6, so that workers of the version before read
/// it too while they are replaced; 4, which is read, has the first five kinds alone. Then each
/// delivery, byte 0 its kind. Ids and versions take 8 bytes, big-endian, flags one.
///
/// | kind | |
/// |---|---|
/// | 1 entry | id, recipients |
/// | 2 relation | viewer, target, relation, flags (1 pulled), partition (4 bytes), version |
/// | 3 account opened | account |
/// | 4 inverse | account, other, flags (1 blocked by, 2 requested by), version |
/// | 5 crossing | author, flags (1 pulled), version, recipients |
/// | 6 counted | post, member, actor, offset, source (2 bytes), reaction and flag |
/// | 7 reacted | viewer, post, boost, offset, source (2 bytes), reaction and flag |
/// | 8 noticed | account, id, actor, post, kind and flag |
/// | 9 edited | post, author, id of the notices |
/// | 10 posted | post, author, recipients |
///
/// A reaction or a kind and a flag share a byte: its code twice, and one more if it is on.
public final class DeliveryCodec {
  private static final byte FORMAT = 6;
  private static final byte BEFORE = 5;
  private static final byte OLDEST = 4;
  private static final byte ENTRY = 1;
  private static final byte RELATION = 2;
  private static final byte ACCOUNT_OPENED = 3;
  private static final byte INVERSE = 4;
  private static final byte CROSSING = 5;
  private static final byte COUNTED = 6;
  private static final byte REACTED = 7;
  private static final byte NOTICED = 8;
  private static final byte EDITED = 9;
  private static final byte POSTED = 10;
  private static final int HEADER = 1;
  private static final int ID = Long.BYTES;

  private DeliveryCodec() {}

  /// The value of a record.
  ///
  /// @param deliveries in their order, at least one
  public static byte[] encode(List<Delivery> deliveries) {
    int length = HEADER;
    byte format = BEFORE;
    for (Delivery delivery : deliveries) {
      length += length(delivery);
      format = isNew(delivery) ? FORMAT : format;
    }
    ByteBuffer value = ByteBuffer.allocate(length).put(format);
    for (Delivery delivery : deliveries) {
      put(value, delivery);
    }
    return value.array();
  }

  /// Whether the format before cannot say it.
  private static boolean isNew(Delivery delivery) {
    return delivery instanceof Delivery.Posted
        || (delivery instanceof Delivery.Relation change && change.relation().notified());
  }

  private static int length(Delivery delivery) {
    return 1
        + switch (delivery) {
          case Delivery.Entry(_, Recipients recipients) -> ID + recipients.length();
          case Delivery.Relation _ ->
              3 * ID + io.rivulet.relations.Relation.SIZE + 1 + Integer.BYTES;
          case Delivery.AccountOpened _ -> ID;
          case Delivery.Inverse _ -> 3 * ID + 1;
          case Delivery.Crossing crossing -> 2 * ID + 1 + crossing.recipients().length();
          case Delivery.Counted _, Delivery.Reacted _ -> 4 * ID + Short.BYTES + 1;
          case Delivery.Noticed _ -> 4 * ID + 1;
          case Delivery.Edited _ -> 3 * ID;
          case Delivery.Posted(_, _, Recipients recipients) -> 2 * ID + recipients.length();
        };
  }

  private static void put(ByteBuffer value, Delivery delivery) {
    switch (delivery) {
      case Delivery.Entry(long id, Recipients recipients) ->
          recipients.encode(value.put(ENTRY).putLong(id));
      case Delivery.Relation change -> {
        value.put(RELATION).putLong(change.viewer()).putLong(change.target());
        change.relation().encode(value);
        value
            .put((byte) (change.pulled() ? 1 : 0))
            .putInt(change.partition())
            .putLong(change.version());
      }
      case Delivery.AccountOpened(long account) -> value.put(ACCOUNT_OPENED).putLong(account);
      case Delivery.Inverse(
              long account,
              long other,
              boolean blocked,
              boolean asked,
              long version) ->
          value
              .put(INVERSE)
              .putLong(account)
              .putLong(other)
              .put((byte) ((blocked ? 1 : 0) | (asked ? 2 : 0)))
              .putLong(version);
      case Delivery.Crossing(long author, boolean pulled, long version, Recipients recipients) ->
          recipients.encode(
              value.put(CROSSING).putLong(author).put((byte) (pulled ? 1 : 0)).putLong(version));
      case Delivery.Counted counted ->
          value
              .put(COUNTED)
              .putLong(counted.post())
              .putLong(counted.member())
              .putLong(counted.actor())
              .putLong(counted.offset())
              .putShort((short) counted.source().number())
              .put(flagged(counted.reaction().code(), counted.on()));
      case Delivery.Reacted reacted ->
          value
              .put(REACTED)
              .putLong(reacted.viewer())
              .putLong(reacted.post())
              .putLong(reacted.boost())
              .putLong(reacted.offset())
              .putShort((short) reacted.source().number())
              .put(flagged(reacted.reaction().code(), reacted.on()));
      case Delivery.Noticed(long account, Notice notice, boolean on) ->
          value
              .put(NOTICED)
              .putLong(account)
              .putLong(notice.id())
              .putLong(notice.actor())
              .putLong(notice.post())
              .put(flagged(notice.kind().code(), on));
      case Delivery.Edited(long post, long author, long edit) ->
          value.put(EDITED).putLong(post).putLong(author).putLong(edit);
      case Delivery.Posted(long post, long author, Recipients recipients) ->
          recipients.encode(value.put(POSTED).putLong(post).putLong(author));
    }
  }

  private static byte flagged(int code, boolean on) {
    return (byte) (code << 1 | (on ? 1 : 0));
  }

  /// Reads what [#encode] wrote, all of it before any of it is applied.
  ///
  /// @throws MalformedDeliveryException if the value is none that [#encode] makes
  public static List<Delivery> decode(byte @Nullable [] value) {
    if (value == null) {
      throw new MalformedDeliveryException("no value");
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(value);
      byte format = bytes.get();
      if (format < OLDEST || format > FORMAT) {
        throw new MalformedDeliveryException(
            "format: expected %d, found %d".formatted(FORMAT, format));
      }
      List<Delivery> deliveries = new ArrayList<>();
      do {
        deliveries.add(decode(bytes.get(), bytes));
      } while (bytes.hasRemaining());
      return deliveries;
    } catch (BufferUnderflowException e) {
      throw new MalformedDeliveryException("ends too early, after " + value.length + " bytes", e);
    } catch (IllegalArgumentException e) {
      throw new MalformedDeliveryException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Delivery decode(byte kind, ByteBuffer bytes) {
    return switch (kind) {
      case ENTRY -> new Delivery.Entry(id(bytes), recipients(bytes));
      case RELATION ->
          new Delivery.Relation(
              id(bytes),
              id(bytes),
              relation(bytes),
              flags(bytes, 1) == 1,
              notNegative("partition", bytes.getInt()),
              version(bytes));
      case ACCOUNT_OPENED -> new Delivery.AccountOpened(id(bytes));
      case INVERSE -> {
        long account = id(bytes);
        long other = id(bytes);
        int flags = flags(bytes, 3);
        yield new Delivery.Inverse(
            account, other, (flags & 1) != 0, (flags & 2) != 0, version(bytes));
      }
      case CROSSING ->
          new Delivery.Crossing(id(bytes), flags(bytes, 1) == 1, version(bytes), recipients(bytes));
      case COUNTED -> {
        long post = id(bytes);
        long member = id(bytes);
        long actor = id(bytes);
        long offset = version(bytes);
        Applied.Source source = source(bytes);
        int flagged = bytes.get();
        yield new Delivery.Counted(
            post, Reaction.ofCode(flagged >> 1), member, actor, on(flagged), source, offset);
      }
      case REACTED -> {
        long viewer = id(bytes);
        long post = id(bytes);
        long boost = version(bytes);
        long offset = version(bytes);
        Applied.Source source = source(bytes);
        int flagged = bytes.get();
        yield new Delivery.Reacted(
            viewer, post, Reaction.ofCode(flagged >> 1), on(flagged), boost, source, offset);
      }
      case NOTICED -> {
        long account = id(bytes);
        long notice = version(bytes);
        long actor = id(bytes);
        long post = version(bytes);
        int flagged = bytes.get();
        yield new Delivery.Noticed(
            account,
            new Notice(notice, Notice.Kind.ofCode(flagged >> 1), actor, post),
            on(flagged));
      }
      case EDITED -> new Delivery.Edited(id(bytes), id(bytes), id(bytes));
      case POSTED -> new Delivery.Posted(id(bytes), id(bytes), recipients(bytes));
      default -> throw new MalformedDeliveryException("kind: expected 1 to 10, found " + kind);
    };
  }

  private static Applied.Source source(ByteBuffer bytes) {
    return new Applied.Source(Short.toUnsignedInt(bytes.getShort()));
  }

  private static boolean on(int flagged) {
    return (flagged & 1) != 0;
  }

  private static io.rivulet.relations.Relation relation(ByteBuffer bytes) {
    int at = bytes.position();
    var relation = io.rivulet.relations.Relation.decode(bytes);
    ByteBuffer again = ByteBuffer.allocate(io.rivulet.relations.Relation.SIZE);
    relation.encode(again);
    if (!again.flip().equals(bytes.slice(at, again.limit()))) {
      throw new MalformedDeliveryException("flags of a relation: found " + bytes.get(at));
    }
    return relation;
  }

  /// Reads them all once, so that a malformed record is refused before part of it was delivered.
  private static Recipients recipients(ByteBuffer bytes) {
    return Recipients.decode(bytes);
  }

  private static long id(ByteBuffer bytes) {
    long id = bytes.getLong();
    if (id <= 0) {
      throw new MalformedDeliveryException("an id: found " + id);
    }
    return id;
  }

  private static long version(ByteBuffer bytes) {
    return notNegative("version", bytes.getLong());
  }

  private static int notNegative(String name, int number) {
    return (int) notNegative(name, (long) number);
  }

  private static long notNegative(String name, long number) {
    if (number < 0) {
      throw new MalformedDeliveryException(name + ": found " + number);
    }
    return number;
  }

  private static int flags(ByteBuffer bytes, int most) {
    int flags = bytes.get();
    if (flags < 0 || flags > most) {
      throw new MalformedDeliveryException("flags: found " + flags);
    }
    return flags;
  }
}
