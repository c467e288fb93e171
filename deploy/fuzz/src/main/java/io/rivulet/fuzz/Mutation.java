package io.rivulet.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Changes bytes at random, as fuzzers do: few places, and often to what lies at a bound.
final class Mutation {
  private static final byte[] BYTES = {0, 1, 2, 9, 10, 13, 32, 34, 39, 92, 127, -128, -1};
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    Byte.MIN_VALUE,
    Short.MIN_VALUE,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MAX_VALUE,
    1L << 48,
    (1L << 32) - 1
  };
  private static final int MOST_STEPS = 4;
  private static final int LONGEST_REPEAT = 2_000;

  private final Random random;

  Mutation(Random random) {
    this.random = random;
  }

  /// One of some samples, changed; rarely noise.
  byte[] of(List<byte[]> samples) {
    if (samples.isEmpty() || random.nextInt(20) == 0) {
      return noise(random.nextInt(200));
    }
    byte[] changed = samples.get(random.nextInt(samples.size()));
    for (int step = 1 + random.nextInt(MOST_STEPS); step > 0; step--) {
      changed = step(changed, samples);
    }
    return changed;
  }

  byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] step(byte[] bytes, List<byte[]> samples) {
    if (bytes.length == 0) {
      return noise(1 + random.nextInt(16));
    }
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(8)) {
      case 0 -> with(bytes, at, (byte) (bytes[at] ^ (1 << random.nextInt(8))));
      case 1 -> with(bytes, at, BYTES[random.nextInt(BYTES.length)]);
      case 2 -> number(bytes, at);
      case 3 -> Arrays.copyOf(bytes, at);
      case 4 -> without(bytes, at, 1 + random.nextInt(8));
      case 5 -> inserted(bytes, at, noise(1 + random.nextInt(8)));
      case 6 -> repeated(bytes, at);
      default -> spliced(bytes, at, samples.get(random.nextInt(samples.size())));
    };
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    byte[] changed = bytes.clone();
    changed[at] = value;
    return changed;
  }

  private byte[] number(byte[] bytes, int at) {
    int width = 1 << random.nextInt(4);
    byte[] number =
        ByteBuffer.allocate(Long.BYTES).putLong(NUMBERS[random.nextInt(NUMBERS.length)]).array();
    byte[] changed = bytes.clone();
    int fits = Math.min(width, bytes.length - at);
    System.arraycopy(number, Long.BYTES - fits, changed, at, fits);
    return changed;
  }

  private static byte[] without(byte[] bytes, int at, int length) {
    int end = Math.min(bytes.length, at + length);
    byte[] changed = new byte[bytes.length - (end - at)];
    System.arraycopy(bytes, 0, changed, 0, at);
    System.arraycopy(bytes, end, changed, at, bytes.length - end);
    return changed;
  }

  private static byte[] inserted(byte[] bytes, int at, byte[] more) {
    byte[] changed = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(more, 0, changed, at, more.length);
    System.arraycopy(bytes, at, changed, at + more.length, bytes.length - at);
    return changed;
  }

  private byte[] repeated(byte[] bytes, int at) {
    int length = Math.min(bytes.length - at, 1 + random.nextInt(16));
    byte[] part = Arrays.copyOfRange(bytes, at, at + length);
    int times = random.nextInt(10) == 0 ? LONGEST_REPEAT / length : 1 + random.nextInt(4);
    byte[] many = new byte[length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(part, 0, many, i * length, length);
    }
    return inserted(bytes, at, many);
  }

  private byte[] spliced(byte[] bytes, int at, byte[] other) {
    if (other.length == 0) {
      return bytes;
    }
    byte[] end = Arrays.copyOfRange(other, random.nextInt(other.length), other.length);
    byte[] changed = Arrays.copyOf(bytes, at + end.length);
    System.arraycopy(end, 0, changed, at, end.length);
    return changed;
  }
}
