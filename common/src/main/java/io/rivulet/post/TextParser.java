package io.rivulet.post;

import io.rivulet.event.Limits;
import io.rivulet.event.Usernames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Finds tags, mentions and addresses in a text, in one pass over its characters and without
/// regular expressions, whose time and stack a hostile text could exhaust.
///
/// - A tag is `#` and up to 100 letters, digits, marks or `_` of any script, not digits alone.
/// - A mention is `@` and a username. `@name@elsewhere` is an account of another server: plain
///   text.
/// - An address begins with `http://` or `https://`. Punctuation that ends it belongs to the
///   sentence, and so does a bracket that was not opened in it.
public final class TextParser {

  private static final String AFTER_ADDRESS = ".,;:!?'*…";

  private final String text;
  private final List<TextSpan> spans = new ArrayList<>();
  private int at;

  private TextParser(String text) {
    this.text = text;
  }

  public static ParsedText parse(String text) {
    TextParser parser = new TextParser(text);
    parser.run();
    return new ParsedText(text, parser.spans);
  }

  private void run() {
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '#' -> tag();
        case '@' -> mention();
        case 'h', 'H' -> link();
        default -> at++;
      }
    }
  }

  private void tag() {
    int start = at;
    at = wordEnd(start + 1);
    int length = text.codePointCount(start + 1, at);
    boolean tag =
        length > 0 && length <= Limits.TAG && mayBegin(start, "&#/") && hasLetter(start + 1, at);
    if (tag) {
      String name = text.substring(start + 1, at).toLowerCase(Locale.ROOT);
      spans.add(new TextSpan.Tag(start, at, name));
    }
  }

  private boolean hasLetter(int start, int end) {
    return text.substring(start, end).codePoints().anyMatch(Character::isLetter);
  }

  private void mention() {
    int start = at;
    at = wordEnd(start + 1);
    String name = text.substring(start + 1, at);
    boolean elsewhere =
        at + 1 < text.length()
            && text.charAt(at) == '@'
            && Character.isLetterOrDigit(text.codePointAt(at + 1));
    if (elsewhere) {
      at = elsewhereEnd(at + 1);
    } else if (mayBegin(start, "@/") && Usernames.valid(name)) {
      spans.add(new TextSpan.Name(start, at, name));
    }
  }

  private int elsewhereEnd(int from) {
    int end = wordEnd(from);
    while (end + 1 < text.length() && ".-:".indexOf(text.charAt(end)) >= 0) {
      int next = wordEnd(end + 1);
      if (next == end + 1) {
        return end;
      }
      end = next;
    }
    return end;
  }

  private void link() {
    int host = at;
    if (text.regionMatches(true, at, "https://", 0, 8)) {
      host = at + 8;
    } else if (text.regionMatches(true, at, "http://", 0, 7)) {
      host = at + 7;
    }
    if (host == at || !mayBegin(at, "")) {
      at++;
      return;
    }
    int end = linkEnd(host);
    if (end > host && Character.isLetterOrDigit(text.codePointAt(host))) {
      spans.add(new TextSpan.Link(at, end));
    }
    at = Math.max(end, host);
  }

  private int linkEnd(int host) {
    int end = host;
    int open = 0;
    while (end < text.length() && isAddressCharacter(text.codePointAt(end))) {
      int c = text.codePointAt(end);
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (open < 0) {
        break;
      }
      end += Character.charCount(c);
    }
    while (end > host && AFTER_ADDRESS.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private static boolean isAddressCharacter(int c) {
    return c > ' '
        && "\"<>`\\^{}|".indexOf(c) < 0
        && !Character.isISOControl(c)
        && !Character.isWhitespace(c)
        && !Character.isSpaceChar(c)
        // Punctuation of Chinese and Japanese follows an address without a space.
        && (c < 0x3000 || c > 0x303f)
        && (c < 0xff00 || c > 0xff0f);
  }

  private boolean mayBegin(int start, String notAfter) {
    if (start == 0) {
      return true;
    }
    int before = text.codePointBefore(start);
    return !isWordCharacter(before) && notAfter.indexOf(before) < 0;
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length() && isWordCharacter(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean isWordCharacter(int c) {
    if (Character.isLetterOrDigit(c) || c == '_') {
      return true;
    }
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
