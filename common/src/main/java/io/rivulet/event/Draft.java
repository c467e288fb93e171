package io.rivulet.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wants to say: the content of a post before its text was parsed. Has a text, a
/// medium or a card.
public record Draft(
    String text,
    @Nullable String language,
    List<Media> media,
    @Nullable Card card,
    boolean sensitive,
    String contentWarning) {

  public Draft {
    // The bounds are those of the content it becomes.
    PostContent content =
        new PostContent(
            text, language, media, card, List.of(), List.of(), sensitive, contentWarning);
    media = content.media();
    if (content.isEmpty()) {
      throw new InvalidEventException("text", "a text, media or a card", "none of them");
    }
  }

  /// A draft of nothing but text.
  public static Draft ofText(String text) {
    return new Draft(text, null, List.of(), null, false, "");
  }

  /// The content, with what was found in the text.
  public PostContent content(List<String> tags, List<Mention> mentions) {
    return new PostContent(text, language, media, card, tags, mentions, sensitive, contentWarning);
  }
}
