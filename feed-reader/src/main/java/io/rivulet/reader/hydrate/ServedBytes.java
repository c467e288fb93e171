package io.rivulet.reader.hydrate;

/// Puts JSON together out of fragments that are copied as they are, into an array of the very size
/// that it will have: what is served is copied once.
final class ServedBytes {
  private final byte[] bytes;
  private int length;

  ServedBytes(int size) {
    bytes = new byte[size];
  }

  ServedBytes one(char ascii) {
    bytes[length++] = (byte) ascii;
    return this;
  }

  ServedBytes raw(byte[] constant) {
    return fragment(constant, 0, constant.length);
  }

  ServedBytes fragment(byte[] body, int offset, int count) {
    System.arraycopy(body, offset, bytes, length, count);
    length += count;
    return this;
  }

  /// All of it, which has to be there.
  byte[] whole() {
    if (length != bytes.length) {
      throw new IllegalStateException(length + " bytes of " + bytes.length);
    }
    return bytes;
  }
}
