package io.rivulet.post;

import io.rivulet.event.Mention;
import io.rivulet.event.Usernames;
import java.util.List;

/// Turns plain text into the little HTML that clients show: `p`, `br`, `span` and `a`.
///
/// Every character of the text is escaped exactly once, here. A line break is `<br />`, an empty
/// line begins a paragraph; control characters are left out.
public final class HtmlText {

  private final WebAddresses addresses;
  private final List<Mention> mentions;
  private final StringBuilder html;
  private boolean open;
  private int breaks;

  private HtmlText(WebAddresses addresses, List<Mention> mentions, int length) {
    this.addresses = addresses;
    this.mentions = mentions;
    this.html = new StringBuilder(length + length / 2 + 16);
  }

  /// The HTML of a text, empty for an empty one.
  ///
  /// @param mentions the accounts that names in the text become links to
  public static String render(String text, List<Mention> mentions, WebAddresses addresses) {
    HtmlText writer = new HtmlText(addresses, mentions, text.length());
    int at = 0;
    for (TextSpan span : TextParser.parse(text).spans()) {
      writer.plain(text, at, span.start());
      writer.span(text, span);
      at = span.end();
    }
    writer.plain(text, at, text.length());
    if (writer.open) {
      writer.html.append("</p>");
    }
    return writer.html.toString();
  }

  private void span(String text, TextSpan span) {
    String shown = text.substring(span.start(), span.end());
    switch (span) {
      case TextSpan.Tag(_, _, String name) -> {
        begin();
        html.append("<a href=\"").append(addresses.tag(name));
        html.append("\" class=\"mention hashtag\" rel=\"tag\">#<span>");
        escape(shown, 1);
        html.append("</span></a>");
      }
      case TextSpan.Name(_, _, String username) -> mention(shown, username);
      case TextSpan.Link _ -> {
        begin();
        html.append("<a href=\"");
        escape(shown, 0);
        html.append("\" rel=\"nofollow noopener\" target=\"_blank\">");
        escape(shown, 0);
        html.append("</a>");
      }
    }
  }

  private void mention(String shown, String username) {
    begin();
    for (Mention mention : mentions) {
      if (Usernames.fold(mention.username()).equals(Usernames.fold(username))) {
        html.append("<a href=\"").append(addresses.profile(mention.username()));
        html.append("\" class=\"u-url mention\">@<span>");
        html.append(mention.username()).append("</span></a>");
        return;
      }
    }
    escape(shown, 0);
  }

  private void plain(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        breaks++;
      } else if (!Character.isISOControl(c) || c == '\t') {
        begin();
        escape(c);
      }
    }
  }

  /// Called before anything visible: only then is it known that a break is not at the beginning or
  /// end.
  private void begin() {
    if (!open) {
      html.append("<p>");
    } else if (breaks > 1) {
      html.append("</p><p>");
    } else if (breaks == 1) {
      html.append("<br />");
    }
    open = true;
    breaks = 0;
  }

  private void escape(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      escape(text.charAt(i));
    }
  }

  private void escape(char c) {
    switch (c) {
      case '&' -> html.append("&amp;");
      case '<' -> html.append("&lt;");
      case '>' -> html.append("&gt;");
      case '"' -> html.append("&quot;");
      case '\'' -> html.append("&#39;");
      default -> html.append(c);
    }
  }
}
