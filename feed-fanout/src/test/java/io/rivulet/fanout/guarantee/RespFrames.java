package io.rivulet.fanout.guarantee;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Counts the whole commands or answers in a stream of the Redis protocol (RESP 2 and 3), however
/// it is cut into pieces.
final class RespFrames {
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /// Bytes of a bulk string, its line end included, that are still to come.
  private long bulkLeft;

  /// Elements still to come until the frame is whole.
  private long elementsLeft = 1;

  /// Takes the next piece.
  ///
  /// @return how many frames it completed
  int count(byte[] bytes, int length) {
    int whole = 0;
    int at = 0;
    while (at < length) {
      if (bulkLeft > 0) {
        int skipped = (int) Math.min(bulkLeft, length - at);
        bulkLeft -= skipped;
        at += skipped;
        whole += bulkLeft == 0 ? elementEnded() : 0;
      } else if (bytes[at] == '\n') {
        at++;
        whole += headed();
      } else {
        line.write(bytes[at++]);
      }
    }
    return whole;
  }

  /// A line has ended: a simple element, or the head of one that follows.
  private int headed() {
    String head = line.toString(StandardCharsets.ISO_8859_1).strip();
    line.reset();
    return switch (head.charAt(0)) {
      case '$', '=', '!' -> {
        long size = number(head);
        bulkLeft = size < 0 ? 0 : size + 2;
        yield size < 0 ? elementEnded() : 0;
      }
      case '*', '~', '>' -> aggregate(number(head));
      case '%' -> aggregate(2 * number(head));
      default -> elementEnded();
    };
  }

  private int aggregate(long elements) {
    elementsLeft += Math.max(0, elements);
    return elementEnded();
  }

  private int elementEnded() {
    elementsLeft--;
    if (elementsLeft > 0) {
      return 0;
    }
    elementsLeft = 1;
    return 1;
  }

  private static long number(String head) {
    return Long.parseLong(head.substring(1));
  }
}
