package io.rivulet.reader.search;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Puts an object together out of JSON that is there already.
final class Spliced {
  private final ByteArrayOutputStream json = new ByteArrayOutputStream(1 << 14);

  Spliced with(String member, byte[] value) {
    byte[] name = "\"%s\":".formatted(member).getBytes(StandardCharsets.UTF_8);
    json.write(json.size() == 0 ? '{' : ',');
    json.writeBytes(name);
    json.writeBytes(value);
    return this;
  }

  byte[] object() {
    json.write('}');
    return json.toByteArray();
  }
}
