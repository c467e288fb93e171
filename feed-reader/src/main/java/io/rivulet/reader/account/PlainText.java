package io.rivulet.reader.account;

/// The text that a rendered one was made from: `br` is a line break, a new `p` an empty line.
final class PlainText {
  private PlainText() {}

  static String of(String html) {
    return html.replace("</p><p>", "\n\n")
        .replace("<br />", "\n")
        .replaceAll("<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
