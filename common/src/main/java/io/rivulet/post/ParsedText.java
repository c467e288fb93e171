package io.rivulet.post;

import io.rivulet.event.Limits;
import io.rivulet.event.Usernames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A text and what was found in it.
///
/// @param spans in the order of the text, without overlap
public record ParsedText(String text, List<TextSpan> spans) {

  /// What an address counts, however long it is.
  private static final int LINK_LENGTH = 23;

  public ParsedText {
    spans = List.copyOf(spans);
  }

  /// The tags, lower case, each once, in the order of the text; at most [Limits#TAGS].
  public List<String> tags() {
    return spans.stream()
        .filter(TextSpan.Tag.class::isInstance)
        .map(span -> ((TextSpan.Tag) span).name())
        .distinct()
        .limit(Limits.TAGS)
        .toList();
  }

  /// The usernames mentioned, each once whatever its case; at most [Limits#MENTIONS]. Which of them
  /// are accounts is for the caller to find out.
  public List<String> usernames() {
    Map<String, String> names = new LinkedHashMap<>();
    for (TextSpan span : spans) {
      if (span instanceof TextSpan.Name name) {
        names.putIfAbsent(Usernames.fold(name.username()), name.username());
      }
    }
    return names.values().stream().limit(Limits.MENTIONS).toList();
  }

  /// The length that is shown to and bounded for users: code points, with every address counted as
  /// 23.
  public int length() {
    int length = text.codePointCount(0, text.length());
    for (TextSpan span : spans) {
      if (span instanceof TextSpan.Link(int start, int end)) {
        length += LINK_LENGTH - text.codePointCount(start, end);
      }
    }
    return length;
  }
}
