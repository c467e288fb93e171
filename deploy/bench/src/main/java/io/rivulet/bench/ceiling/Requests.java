package io.rivulet.bench.ceiling;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// Commands in the protocol of Redis (RESP 2), waiting to be written.
final class Requests {
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final int DECIMAL = 10;

  private byte[] bytes = new byte[1 << 16];
  private int size;

  /// Adds a command with its arguments.
  void add(List<byte[]> command) {
    begin(command.size());
    command.forEach(this::argument);
  }

  /// Begins a command; as many arguments have to follow.
  void begin(int arguments) {
    header('*', arguments);
  }

  void argument(byte[] argument) {
    header('$', argument.length);
    raw(argument);
    raw(LINE_END);
  }

  private void raw(byte[] encoded) {
    room(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
  }

  private void header(char kind, int number) {
    room(16);
    bytes[size++] = (byte) kind;
    int digits = 1;
    for (int rest = number; rest >= DECIMAL; rest /= DECIMAL) {
      digits++;
    }
    int rest = number;
    for (int at = size + digits - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + rest % DECIMAL);
      rest /= DECIMAL;
    }
    size += digits;
    bytes[size++] = '\r';
    bytes[size++] = '\n';
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  /// All that was added since the last time.
  ByteBuffer take() {
    ByteBuffer taken = ByteBuffer.wrap(bytes, 0, size);
    size = 0;
    return taken;
  }
}
