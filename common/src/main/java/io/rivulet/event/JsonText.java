package io.rivulet.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes JSON of the public contracts: ids as strings, times as ISO 8601, absent fields left out.
public final class JsonText {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /// Something that writes JSON.
  @FunctionalInterface
  public interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /// What a body writes, as UTF-8.
  public static byte[] of(Body body) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(1024)) {
      try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
        body.write(json);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  public static void id(JsonGenerator json, String name, long id) throws IOException {
    json.writeStringField(name, Long.toString(id));
  }

  public static void ids(JsonGenerator json, String name, Iterable<Long> ids) throws IOException {
    json.writeArrayFieldStart(name);
    for (long id : ids) {
      json.writeString(Long.toString(id));
    }
    json.writeEndArray();
  }

  public static void string(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }

  public static void instant(JsonGenerator json, String name, @Nullable Instant instant)
      throws IOException {
    if (instant != null) {
      json.writeStringField(name, instant.toString());
    }
  }
}
