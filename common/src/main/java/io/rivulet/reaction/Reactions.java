package io.rivulet.reaction;

import io.rivulet.event.Reaction;
import io.rivulet.id.Ids;
import io.rivulet.timeline.CorruptTimelineException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a viewer has made of the posts of a period: twelve days, told from their ids. So the first
/// page of a timeline needs the last two periods, and nobody's whole past.
///
/// Stored as a format (1 byte, 1), [Applied], then ascending by post 17 bytes each: post, flags
/// (bit n for the reaction with code n), the viewer's boost of it or 0.
public final class Reactions {
  /// Of a viewer who reacted to nothing in a period.
  public static final Reactions NONE = new Reactions(Applied.NOTHING, new byte[0], 0);

  /// Milliseconds of a period, in bits.
  private static final int MILLIS_SHIFT = 30;

  private static final int PERIOD_SHIFT = MILLIS_SHIFT + Ids.TIME_SHIFT;

  private static final byte FORMAT = 1;
  private static final int WIDTH = 2 * Long.BYTES + 1;

  private final Applied applied;
  private final byte[] bytes;
  private final int offset;

  private Reactions(Applied applied, byte[] bytes, int offset) {
    this.applied = applied;
    this.bytes = bytes;
    this.offset = offset;
  }

  /// A viewer's reactions to one post.
  ///
  /// @param flags bit n for the reaction with code n
  /// @param boost the viewer's boost of the post, 0 if there is none
  public record One(long post, int flags, long boost) {

    public boolean has(Reaction reaction) {
      return (flags & bit(reaction)) != 0;
    }

    /// The same with a reaction, or without.
    public One with(Reaction reaction, boolean on, long newBoost) {
      int changed = on ? flags | bit(reaction) : flags & ~bit(reaction);
      boolean boosts = reaction == Reaction.BOOST;
      return new One(post, changed, boosts ? (on ? newBoost : 0) : boost);
    }

    private static int bit(Reaction reaction) {
      return 1 << reaction.code();
    }
  }

  /// The period that a post lies in.
  public static long period(long post) {
    return post >>> PERIOD_SHIFT;
  }

  /// The period of posts that are published at a time; the first one of what is before all ids.
  public static long periodAt(Instant time) {
    return Math.max(0, Duration.between(Ids.EPOCH, time).toMillis()) >>> MILLIS_SHIFT;
  }

  /// The first id that a period can have.
  public static long firstOf(long period) {
    return period << PERIOD_SHIFT;
  }

  /// Reactions to the posts of a period.
  ///
  /// @param ascending by post
  public static Reactions of(Applied applied, List<One> ascending) {
    ByteBuffer bytes = ByteBuffer.allocate(ascending.size() * WIDTH);
    for (One one : ascending) {
      bytes.putLong(one.post()).put((byte) one.flags()).putLong(one.boost());
    }
    return new Reactions(applied, bytes.array(), 0);
  }

  public byte[] encode() {
    int length = bytes.length - offset;
    ByteBuffer value = ByteBuffer.allocate(1 + applied.size() + length).put(FORMAT);
    applied.encode(value);
    return value.put(bytes, offset, length).array();
  }

  /// Decodes a value, which is not copied; what is absent is [#NONE].
  ///
  /// @throws CorruptTimelineException if the value is none
  public static Reactions decode(byte @Nullable [] value) {
    if (value == null) {
      return NONE;
    }
    if (value.length == 0 || value[0] != FORMAT) {
      throw new CorruptTimelineException("no header of reactions in " + value.length + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.wrap(value, 1, value.length - 1);
    Applied applied = Applied.decode(bytes);
    if (bytes.remaining() % WIDTH != 0) {
      throw new CorruptTimelineException(
          bytes.remaining() + " bytes are no reactions of " + WIDTH + " each");
    }
    return new Reactions(applied, value, bytes.position());
  }

  /// How far they are.
  public Applied applied() {
    return applied;
  }

  public int size() {
    return (bytes.length - offset) / WIDTH;
  }

  /// What was made of a post, nothing included.
  public One to(long post) {
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      One found = at(middle);
      if (found.post() == post) {
        return found;
      }
      if (found.post() < post) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return new One(post, 0, 0);
  }

  /// The reactions to the post at `index`, the oldest is at 0.
  public One at(int index) {
    ByteBuffer one = ByteBuffer.wrap(bytes, offset + index * WIDTH, WIDTH);
    return new One(one.getLong(), one.get(), one.getLong());
  }
}
