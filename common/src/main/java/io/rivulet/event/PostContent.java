package io.rivulet.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a post says. `tags` and `mentions` were found in the text when it was published, so that
/// nobody has to parse it again.
///
/// @param text plain text, at most [Limits#TEXT] code points
/// @param language ISO 639 code, possibly with a region
/// @param tags without `#`, lower case
/// @param contentWarning shown in place of the content until it is asked for; empty for none
public record PostContent(
    String text,
    @Nullable String language,
    List<Media> media,
    @Nullable Card card,
    List<String> tags,
    List<Mention> mentions,
    boolean sensitive,
    String contentWarning) {

  /// What a boost says.
  public static final PostContent EMPTY = ofText("");

  public PostContent {
    Check.text("text", text, Limits.TEXT);
    Check.language("language", language);
    media = Check.list("media", media, Limits.MEDIA);
    tags = Check.list("tags", tags, Limits.TAGS);
    Check.eachText("tags", tags, Limits.TAG);
    mentions = Check.list("mentions", mentions, Limits.MENTIONS);
    Check.text("contentWarning", contentWarning, Limits.CONTENT_WARNING);
  }

  /// Plain text without tags, mentions and anything else.
  public static PostContent ofText(String text) {
    return new PostContent(text, null, List.of(), null, List.of(), List.of(), false, "");
  }

  /// True if there is nothing to show.
  public boolean isEmpty() {
    return text.isBlank() && media.isEmpty() && card == null;
  }
}
