package io.rivulet.reaction;

import io.rivulet.event.Reaction;
import io.rivulet.reaction.Applied.Source;
import io.rivulet.timeline.CorruptTimelineException;
import java.nio.ByteBuffer;
import java.util.Comparator;

/// What a viewer made of a post a moment ago: an entry of the overlay, which the fan-out may not
/// have counted yet.
///
/// In Redis the field is reaction (1 byte), post and offset, the value what [#encode] writes and
/// the time of writing.
///
/// @param source where the record of it lies, at `offset`
/// @param on whether it was made, or taken back
/// @param act id of what made it: the boost, the like; 0 if it is an answer or was taken back
public record OwnReaction(
    long post, Reaction reaction, Source source, long offset, boolean on, long act) {
  /// By offset, which orders those of one reaction: all of one viewer come from one partition.
  public static final Comparator<OwnReaction> IN_ORDER =
      Comparator.comparingLong(OwnReaction::offset);

  /// Where the offset stands in the value, for scripts that compare it.
  public static final int OFFSET_AT = 0;

  private static final int FIELD = 1 + 2 * Long.BYTES;
  private static final int VALUE = 2 * Long.BYTES + 1 + Short.BYTES;

  public byte[] field() {
    return ByteBuffer.allocate(FIELD)
        .put((byte) reaction.code())
        .putLong(post)
        .putLong(offset)
        .array();
  }

  public byte[] encode() {
    return ByteBuffer.allocate(VALUE)
        .putLong(offset)
        .putLong(act)
        .put((byte) (on ? 1 : 0))
        .putShort((short) source.number())
        .array();
  }

  /// Reads what [#field] and [#encode] wrote, and what follows it in Redis over.
  ///
  /// @throws CorruptTimelineException if that is no such entry
  public static OwnReaction decode(byte[] field, byte[] value) {
    if (field.length != FIELD || value.length < VALUE) {
      throw new CorruptTimelineException(
          "an overlay of a reaction has a field of " + FIELD + " and at least " + VALUE + " bytes");
    }
    ByteBuffer named = ByteBuffer.wrap(field);
    Reaction reaction = reaction(named.get());
    long post = named.getLong();
    ByteBuffer bytes = ByteBuffer.wrap(value);
    long offset = bytes.getLong();
    long act = bytes.getLong();
    boolean on = bytes.get() == 1;
    return new OwnReaction(
        post, reaction, new Source(Short.toUnsignedInt(bytes.getShort())), offset, on, act);
  }

  private static Reaction reaction(int code) {
    try {
      return Reaction.ofCode(code);
    } catch (IllegalArgumentException e) {
      throw new CorruptTimelineException(String.valueOf(e.getMessage()));
    }
  }
}
