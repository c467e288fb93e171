package io.rivulet.audit.stored;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs of big-endian numbers of 8 bytes.
final class Numbers {
  private Numbers() {}

  /// The numbers from `offset` on; what is left over at the end is not looked at.
  static List<Long> from(byte[] value, int offset) {
    ByteBuffer bytes = ByteBuffer.wrap(value).position(offset);
    List<Long> numbers = new ArrayList<>();
    while (bytes.remaining() >= Long.BYTES) {
      numbers.add(bytes.getLong());
    }
    return numbers;
  }

  /// What is wrong with numbers that have to ascend, each once, from above `floor`.
  static Optional<String> disorder(List<Long> numbers, long floor) {
    long before = floor;
    for (long number : numbers) {
      if (number == before) {
        return Optional.of(
            number == floor ? number + " is at the floor" : number + " is there twice");
      }
      if (number < before) {
        return Optional.of(
            before == floor
                ? number + " is below the floor, " + floor
                : number + " comes after " + before);
      }
      before = number;
    }
    return Optional.empty();
  }
}
