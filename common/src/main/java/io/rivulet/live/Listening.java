package io.rivulet.live;

import java.nio.ByteBuffer;
import java.util.Optional;

/// What a reader says of who listens there. Encoded as the reader's number, the act's letter, and
/// the accounts, 8 bytes each.
///
/// @param reader a number that the process has drawn for itself
/// @param accounts that listen; [#EVERYBODY] among them if somebody listens to public posts
@SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
public record Listening(long reader, Act act, long[] accounts) {
  /// In place of an account: an id that none gets.
  public static final long EVERYBODY = 1;

  /// What becomes of those that a reader named before. It names all it has every [#SECONDS], so
  /// that a worker which missed something, or a reader which is gone, does no lasting harm.
  public enum Act {
    /// These are all.
    ALL('='),
    /// These too.
    MORE('+'),
    /// These no more.
    LESS('-');

    private final byte letter;

    Act(char letter) {
      this.letter = (byte) letter;
    }
  }

  /// How often a reader names all who listen. One that was not heard of for three times as long is
  /// gone.
  public static final int SECONDS = 20;

  private static final int HEADER = Long.BYTES + 1;

  public byte[] encode() {
    ByteBuffer message = ByteBuffer.allocate(HEADER + accounts.length * Long.BYTES);
    message.putLong(reader).put(act.letter);
    for (long account : accounts) {
      message.putLong(account);
    }
    return message.array();
  }

  /// Empty for a message that is none.
  public static Optional<Listening> decode(byte[] message) {
    if (message.length < HEADER) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(message);
    long reader = bytes.getLong();
    byte letter = bytes.get();
    long[] accounts = new long[bytes.remaining() / Long.BYTES];
    bytes.asLongBuffer().get(accounts);
    for (Act act : Act.values()) {
      if (act.letter == letter) {
        return Optional.of(new Listening(reader, act, accounts));
      }
    }
    return Optional.empty();
  }
}
