package io.rivulet.post;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.event.JsonText;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// JSON as the HTTP API serves it: absent members are `null`, times have three fraction digits.
public final class ServedJson {

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private ServedJson() {}

  /// The members that a body writes, without the braces around them, as UTF-8: never empty, and
  /// between `{` and `}`, or before a comma and more members, valid JSON.
  public static byte[] fragment(JsonText.Body members) {
    byte[] object =
        JsonText.of(
            json -> {
              json.writeStartObject();
              members.write(json);
              json.writeEndObject();
            });
    return Arrays.copyOfRange(object, 1, object.length - 1);
  }

  /// A time as in `2026-11-22T18:36:50.029Z`.
  public static String time(Instant instant) {
    return TIME.format(instant);
  }

  public static void time(JsonGenerator json, String name, @Nullable Instant instant)
      throws IOException {
    string(json, name, instant == null ? null : time(instant));
  }

  public static void string(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    json.writeFieldName(name);
    json.writeString(text);
  }

  public static void empty(JsonGenerator json, String name) throws IOException {
    json.writeArrayFieldStart(name);
    json.writeEndArray();
  }
}
