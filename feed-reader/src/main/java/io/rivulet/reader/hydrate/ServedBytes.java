package io.rivulet.reader.hydrate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Grows JSON out of fragments that are copied as they are.
final class ServedBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);

  ServedBytes text(String ascii) {
    bytes.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  ServedBytes raw(byte[] constant) {
    bytes.writeBytes(constant);
    return this;
  }

  ServedBytes number(long number) {
    return text(Long.toString(number));
  }

  ServedBytes fragment(byte[] body, int offset, int length) {
    bytes.write(body, offset, length);
    return this;
  }

  byte[] toArray() {
    return bytes.toByteArray();
  }
}
