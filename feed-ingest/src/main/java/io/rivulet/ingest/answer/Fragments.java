package io.rivulet.ingest.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.account.AccountBody;
import io.rivulet.post.PostBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The fragments of JSON that bodies hold.
public final class Fragments {
  private Fragments() {}

  static String text(PostBody body) {
    return text(body.bytes(), body.fragmentOffset(), body.fragmentLength());
  }

  static String text(AccountBody body) {
    return text(body.bytes(), body.fragmentOffset(), body.fragmentLength());
  }

  private static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  /// A fragment as an object.
  public static JsonNode parse(ObjectMapper json, byte[] bytes, int offset, int length) {
    try {
      return json.readTree("{" + text(bytes, offset, length) + "}");
    } catch (IOException e) {
      throw new UncheckedIOException("a stored fragment is no JSON", e);
    }
  }

  /// The text that [io.rivulet.post.HtmlText] rendered.
  public static String plainText(String html) {
    String lines = html.replace("</p><p>", "\n\n").replace("<br />", "\n");
    StringBuilder text = new StringBuilder(lines.length());
    boolean tag = false;
    for (int i = 0; i < lines.length(); i++) {
      char c = lines.charAt(i);
      if (c == '<') {
        tag = true;
      } else if (c == '>') {
        tag = false;
      } else if (!tag) {
        text.append(c);
      }
    }
    // The ampersand last, so that an escaped escape stays one.
    return text.toString()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
