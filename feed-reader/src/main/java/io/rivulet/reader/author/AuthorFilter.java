package io.rivulet.reader.author;

import io.rivulet.post.PostBody;
import io.rivulet.reader.hydrate.BodySearch;
import io.rivulet.service.Parameters;
import java.util.Locale;
import java.util.function.Predicate;

/// Which of an author's entries a client wants to see.
///
/// @param replies answers to others; an author's answers to himself are always wanted
/// @param pinned only what the author has pinned, which the skeleton sees to
/// @param tag lower case, empty for any
record AuthorFilter(boolean replies, boolean boosts, boolean onlyMedia, boolean pinned, String tag)
    implements Predicate<PostBody> {
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
    return (boosts || !post.boost())
        && (replies || !post.reply() || post.replyToAuthor() == post.author())
        && (!onlyMedia || BodySearch.hasMedia(post))
        && (tag.isEmpty() || BodySearch.isTagged(post, tag));
  }
}
