package io.rivulet.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is HTTP/1.1 in whoever's eyes, and has its end: it has to be answered, whatever it asks
/// for. In doubt it is not, since what is no HTTP may be cut off.
final class WholeRequest {
  private static final String BLANK = "\r\n\r\n";

  /// Of the head; with more, and the first line, it is beyond a stated limit.
  private static final int LARGEST_HEAD = 8_000;

  private static final Pattern LINE =
      Pattern.compile(
          "(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)"
              // Not by alternatives in a loop, each of whose turns takes stack.
              + " /(?!\\S*%(?!\\p{XDigit}{2}))[\\w\\-.~!$&'()*+,;=:@/?\\[\\]%]* HTTP/1\\.1");
  private static final Pattern HEADER =
      Pattern.compile("([\\w!#$%&'*+\\-.^`|~]+):[ \\t]*([\\t\\x20-\\x7e\\x80-\\xff]*)");
  private static final Pattern HOST = Pattern.compile("[\\w.\\-]+(:\\d{1,4})?");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");

  /// With these more than the end of the headers is needed to know what is meant.
  private static final Set<String> OTHERS = Set.of("transfer-encoding", "expect", "upgrade");

  private WholeRequest() {}

  static boolean is(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int blank = text.indexOf(BLANK);
    if (blank < 0 || blank > LARGEST_HEAD) {
      return false;
    }
    String[] head = text.substring(0, blank).split("\r\n", -1);
    return LINE.matcher(head[0]).matches()
        && areHeaders(head, text.length() - blank - BLANK.length());
  }

  private static boolean areHeaders(String[] head, int body) {
    boolean host = false;
    boolean length = false;
    for (int i = 1; i < head.length; i++) {
      Matcher header = HEADER.matcher(head[i]);
      if (!header.matches() || OTHERS.stream().anyMatch(header.group(1)::equalsIgnoreCase)) {
        return false;
      }
      String value = header.group(2).strip();
      if (header.group(1).equalsIgnoreCase("host")) {
        if (host || !HOST.matcher(value).matches()) {
          return false;
        }
        host = true;
      }
      if (header.group(1).equalsIgnoreCase("content-length")) {
        if (length || !LENGTH.matcher(value).matches() || Integer.parseInt(value) != body) {
          return false;
        }
        length = true;
      }
    }
    return host && (length || body == 0);
  }
}
