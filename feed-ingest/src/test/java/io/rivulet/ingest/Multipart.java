package io.rivulet.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A `multipart/form-data` body, written by hand.
final class Multipart {
  static final String TYPE = "multipart/form-data; boundary=frontier";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  Multipart field(String name, String value) {
    write("--frontier\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value);
    write("\r\n");
    return this;
  }

  /// @param fileName and type as a client claims them
  Multipart file(String name, String fileName, String type, byte[] content) {
    write("--frontier\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"");
    write(fileName + "\"\r\nContent-Type: " + type + "\r\n\r\n");
    body.writeBytes(content);
    write("\r\n");
    return this;
  }

  byte[] end() {
    write("--frontier--\r\n");
    return body.toByteArray();
  }

  private void write(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
