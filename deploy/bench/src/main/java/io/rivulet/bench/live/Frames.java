package io.rivulet.bench.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Takes what a server sends over one WebSocket apart, first the answer to the handshake, then
/// frames (RFC 6455, 5.2). Keeps what is not complete, and that only.
final class Frames {
  private static final byte[] END_OF_HEADERS = bytes("\r\n\r\n");
  private static final byte[] ACCEPTED = bytes("HTTP/1.1 101");
  private static final int TEXT = 1;
  private static final int PING = 9;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;

  private byte[] left = new byte[0];
  private boolean open;

  /// Is told what comes.
  interface Sink {
    void opened();

    /// A text.
    ///
    /// @param message holds the text between two places; not to be kept
    void text(byte[] message, int from, int to);

    void ping();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Takes what was read.
  ///
  /// @return false if the handshake was refused
  boolean take(ByteBuffer read, Sink sink) {
    byte[] all = new byte[left.length + read.remaining()];
    System.arraycopy(left, 0, all, 0, left.length);
    read.get(all, left.length, read.remaining());
    int at = 0;
    if (!open) {
      int end = indexOf(all, END_OF_HEADERS);
      if (end < 0) {
        left = all;
        return true;
      }
      if (indexOf(all, ACCEPTED) != 0) {
        return false;
      }
      open = true;
      sink.opened();
      at = end + END_OF_HEADERS.length;
    }
    left = rest(all, frames(all, at, sink));
    return true;
  }

  private static byte[] rest(byte[] all, int at) {
    byte[] rest = new byte[all.length - at];
    System.arraycopy(all, at, rest, 0, rest.length);
    return rest;
  }

  /// All whole frames.
  ///
  /// @return where the first one begins that is not whole
  private static int frames(byte[] all, int from, Sink sink) {
    int at = from;
    while (true) {
      int[] payload = payload(all, at);
      if (payload == null || payload[1] > all.length) {
        return at;
      }
      int kind = all[at] & 0x0f;
      if (kind == TEXT) {
        sink.text(all, payload[0], payload[1]);
      } else if (kind == PING) {
        sink.ping();
      }
      at = payload[1];
    }
  }

  /// Where a frame's payload begins and ends; null if its header is not whole.
  private static int @Nullable [] payload(byte[] all, int at) {
    if (all.length - at < 2) {
      return null;
    }
    int length = all[at + 1] & 0x7f;
    int begin = at + 2 + (length == TWO_BYTES ? 2 : length == EIGHT_BYTES ? 8 : 0);
    if (all.length < begin) {
      return null;
    }
    if (length == TWO_BYTES) {
      length = ByteBuffer.wrap(all).getShort(at + 2) & 0xffff;
    } else if (length == EIGHT_BYTES) {
      length = Math.toIntExact(ByteBuffer.wrap(all).getLong(at + 2));
    }
    return new int[] {begin, begin + length};
  }

  static int indexOf(byte[] all, byte[] wanted) {
    return indexOf(all, 0, all.length, wanted);
  }

  static int indexOf(byte[] all, int from, int to, byte[] wanted) {
    for (int at = from; at <= to - wanted.length; at++) {
      int same = 0;
      while (same < wanted.length && all[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return at;
      }
    }
    return -1;
  }
}
