package io.rivulet.reader.hydrate;

import io.rivulet.post.PostBody;
import java.nio.charset.StandardCharsets;

/// Reads off the stored JSON, without parsing it, whether a post has media or a tag: a quote inside
/// of a text is escaped there, so the bytes looked for stand nowhere but in the members meant.
public final class BodySearch {
  private static final byte[] MEDIA = bytes("\"media_attachments\":[{");

  private BodySearch() {}

  public static boolean hasMedia(PostBody post) {
    return contains(post, MEDIA);
  }

  /// Whether the author tagged the post.
  ///
  /// @param tag lower case
  public static boolean isTagged(PostBody post, String tag) {
    return contains(post, bytes("{\"name\":\"" + tag + "\",\"url\":"));
  }

  private static boolean contains(PostBody post, byte[] wanted) {
    byte[] body = post.bytes();
    int last = post.fragmentOffset() + post.fragmentLength() - wanted.length;
    for (int at = post.fragmentOffset(); at <= last; at++) {
      if (matches(body, at, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] body, int at, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (body[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
