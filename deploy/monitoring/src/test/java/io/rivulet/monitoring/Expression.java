package io.rivulet.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a PromQL expression speaks of. It is no parser: whether an expression is one is for
/// promtool to say. It finds names, which promtool does not know.
///
/// @param selectors the series that are asked for
/// @param grouping labels of `by`, `on` and the like
record Expression(List<Selector> selectors, Set<String> grouping) {
  /// @param labels that are matched
  record Selector(String metric, Set<String> labels) {}

  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]|\\boffset\\s+\\w+");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(by|on|ignoring|without|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern SELECTOR =
      Pattern.compile("(?<![\\w:.$])([a-zA-Z_:][\\w:]*)(?![\\w:])\\s*(\\(|\\{[^}]*})?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool");

  static Expression of(String text) {
    String bare = RANGE.matcher(STRING.matcher(text).replaceAll("\"\"")).replaceAll("");
    Set<String> grouping = new TreeSet<>();
    GROUPING.matcher(bare).results().forEach(found -> grouping.addAll(names(found.group(2))));
    bare = GROUPING.matcher(bare).replaceAll(" ");
    List<Selector> selectors = new ArrayList<>();
    Matcher matcher = SELECTOR.matcher(bare);
    while (matcher.find()) {
      String after = matcher.group(2) == null ? "" : matcher.group(2);
      String name = matcher.group(1);
      // "sum (…)" where the grouping was cut out of between is a function, too.
      if (!after.equals("(") && !WORDS.contains(name)) {
        selectors.add(new Selector(name, labels(after)));
      }
    }
    return new Expression(List.copyOf(selectors), grouping);
  }

  private static Set<String> labels(String matchers) {
    Set<String> labels = new TreeSet<>();
    LABEL.matcher(matchers).results().forEach(found -> labels.add(found.group(1)));
    return labels;
  }

  private static List<String> names(String list) {
    return Stream.of(list.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
