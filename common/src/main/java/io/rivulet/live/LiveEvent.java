package io.rivulet.live;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that has happened, of which a listener may want to know. A message is any number of
/// them, 17 bytes each: the kind's letter, an account, an id.
///
/// @param account of a listener, or an author, see [Kind]
/// @param id of a post, or 0
public record LiveEvent(Kind kind, long account, long id) {
  private static final int BYTES = 1 + 2 * Long.BYTES;

  /// What has happened.
  public enum Kind {
    /// A post is in the home timeline of a listener.
    DELIVERED('h'),
    /// The relations of a listener have changed.
    RELATED('r'),
    /// A listener is told of something: the id is the notice's.
    NOTICED('n'),
    /// An author has published what is not pushed.
    PULLED('p'),
    /// An author has published for everybody.
    PUBLIC('a'),
    /// An author has edited a post.
    EDITED('e'),
    /// An author has deleted a post that all his followers could see.
    DELETED('d'),
    /// An author has deleted a post that was for those whom it mentioned.
    DELETED_DIRECT('x'),
    /// A worker does not know who listens, and would like to.
    ASKED('w');

    private final byte letter;

    Kind(char letter) {
      this.letter = (byte) letter;
    }

    private static @Nullable Kind of(byte letter) {
      for (Kind kind : values()) {
        if (kind.letter == letter) {
          return kind;
        }
      }
      return null;
    }
  }

  /// A message.
  public static byte[] encode(List<LiveEvent> events) {
    ByteBuffer message = ByteBuffer.allocate(events.size() * BYTES);
    for (LiveEvent event : events) {
      message.put(event.kind.letter).putLong(event.account).putLong(event.id);
    }
    return message.array();
  }

  /// The events of a message; those of a kind that is not known, or cut off, are left out.
  public static List<LiveEvent> decode(byte[] message) {
    List<LiveEvent> events = new ArrayList<>(message.length / BYTES);
    ByteBuffer bytes = ByteBuffer.wrap(message);
    while (bytes.remaining() >= BYTES) {
      Kind kind = Kind.of(bytes.get());
      long account = bytes.getLong();
      long id = bytes.getLong();
      if (kind != null) {
        events.add(new LiveEvent(kind, account, id));
      }
    }
    return events;
  }
}
