package io.rivulet.fuzz;

import java.time.Duration;
import java.util.function.Predicate;

/// Makes a case smaller as long as it still fails: parts are left out, halves first.
final class Shrinking {
  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final int MOST_TRIES = 400;

  private Shrinking() {}

  /// The smallest found.
  ///
  /// @param fails whether bytes still show the fault
  static byte[] of(byte[] bytes, Predicate<byte[]> fails) {
    long end = System.nanoTime() + BOUND.toNanos();
    int tries = 0;
    byte[] smallest = bytes;
    for (int part = Math.max(1, bytes.length / 2); part > 0; part /= 2) {
      int at = 0;
      while (at < smallest.length && tries < MOST_TRIES && System.nanoTime() < end) {
        byte[] candidate = without(smallest, at, part);
        tries++;
        if (fails.test(candidate)) {
          smallest = candidate;
        } else {
          at += part;
        }
      }
    }
    return smallest;
  }

  private static byte[] without(byte[] bytes, int at, int length) {
    int end = Math.min(bytes.length, at + length);
    byte[] rest = new byte[bytes.length - (end - at)];
    System.arraycopy(bytes, 0, rest, 0, at);
    System.arraycopy(bytes, end, rest, at, bytes.length - end);
    return rest;
  }
}
