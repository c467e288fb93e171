package io.rivulet.cli.deadletters;

import io.rivulet.deadletter.Letter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Bytes that may be anything, shown so that none of them steers a terminal.
final class RecordBytes {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private RecordBytes() {}

  /// As text, if they are text in UTF-8, else in hexadecimal digits; the first `most` of them.
  static String text(byte @Nullable [] bytes, int most) {
    if (bytes == null) {
      return "(none)";
    }
    String text = decoded(bytes);
    String size = "%,d bytes".formatted(bytes.length);
    if (text == null) {
      byte[] shown = Arrays.copyOf(bytes, Math.min(bytes.length, most));
      return size
          + ", no text: "
          + HEX.formatHex(shown)
          + (shown.length < bytes.length ? " …" : "");
    }
    int end = Math.min(text.length(), most);
    return size
        + ": "
        + Letter.printable(text.substring(0, end))
        + (end < text.length() ? "…" : "");
  }

  private static @Nullable String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
