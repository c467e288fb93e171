package io.rivulet.reader.author;

import io.rivulet.post.PostBody;
import io.rivulet.service.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;

/// Which of an author's entries a client wants to see.
///
/// Whether a post has media or a tag is read off the stored JSON without parsing it: a quote inside
/// of a text is escaped there, so the bytes looked for stand nowhere but in the members meant.
///
/// @param replies answers to others; an author's answers to himself are always wanted
/// @param pinned nothing can be pinned yet, so that there is nothing to show
/// @param tag lower case, empty for any
record AuthorFilter(boolean replies, boolean boosts, boolean onlyMedia, boolean pinned, String tag)
    implements Predicate<PostBody> {
  private static final byte[] MEDIA = bytes("\"media_attachments\":[{");

  static AuthorFilter of(Parameters query) {
    return new AuthorFilter(
        !query.bool("exclude_replies").orElse(false),
        !query.bool("exclude_reblogs").orElse(false),
        query.bool("only_media").orElse(false),
        query.bool("pinned").orElse(false),
        query.string("tagged").orElse("").toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean test(PostBody post) {
    return !pinned
        && (boosts || !post.boost())
        && (replies || !post.reply() || post.replyToAuthor() == post.author())
        && (!onlyMedia || contains(post, MEDIA))
        && (tag.isEmpty() || contains(post, bytes("{\"name\":\"" + tag + "\",\"url\":")));
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
