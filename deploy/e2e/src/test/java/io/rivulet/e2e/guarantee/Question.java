package io.rivulet.e2e.guarantee;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.e2e.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Something that is asked again and again, of which the answer does not change.
///
/// @param asker the token of whoever asks; null for a guest
/// @param parts what of a page's body does not change, one text each
record Question(
    Kind kind, @Nullable String asker, String path, Function<JsonNode, List<String>> parts) {
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
  private static final int NOT_FOUND = 404;

  /// What is asked for.
  enum Kind {
    HOME,
    AUTHOR,
    LIST,
    LISTS,
    STATUS,
    RELATIONSHIPS,
    ACCOUNT,
    LOOKUP,
    FOLLOWING,
    NOTICES
  }

  /// What came, page by page as long as there was one.
  ///
  /// @param refused what was answered instead of a page; null if all of them came
  record Answer(List<String> parts, Api.@Nullable Answer refused) {
    boolean isWhole() {
      return refused == null;
    }

    /// Whether it is refused as it may be: for now, and when to ask again.
    boolean isPutOff() {
      return refused != null
          && (refused.status() == 503 || refused.status() == 429)
          && refused.response().headers().firstValue("Retry-After").isPresent();
    }
  }

  /// Asks, all pages of it. That there is nothing is an answer too.
  Answer ask(Api api) {
    List<String> parts = new ArrayList<>();
    String next = path;
    while (next != null) {
      Api.Answer page = api.get(asker, next);
      if (page.status() == NOT_FOUND) {
        parts.add("404");
      } else if (page.status() == 200) {
        parts.addAll(this.parts.apply(page.body()));
      } else {
        return new Answer(parts, page);
      }
      Matcher link = NEXT.matcher(page.response().headers().firstValue("Link").orElse(""));
      next = page.body().isArray() && link.find() ? link.group(1) : null;
    }
    return new Answer(parts, null);
  }

  /// What is wrong with an answer: nothing, if it has what is right up to where it was put off.
  String wrong(Answer answer, List<String> right) {
    if (answer.refused() != null && !answer.isPutOff()) {
      return "refused with %d, and not until when".formatted(answer.refused().status());
    }
    List<String> come = answer.parts();
    boolean begins = come.size() <= right.size() && come.equals(right.subList(0, come.size()));
    if (begins && (!answer.isWhole() || come.size() == right.size())) {
      return "";
    }
    return "%s of %d: missing %s, besides %s"
        .formatted(
            come.size(),
            right.size(),
            without(answer.isWhole() ? right : List.of(), come),
            without(come, right));
  }

  private static List<String> without(List<String> some, List<String> others) {
    return some.stream().filter(one -> !others.contains(one)).limit(3).toList();
  }

  /// Members of an object, or of each of an array's.
  static Function<JsonNode, List<String>> members(String... names) {
    return body ->
        (body.isArray() ? elements(body) : Stream.of(body))
            .map(one -> Stream.of(names).map(name -> name + "=" + one.at("/" + name)).toList())
            .map(Object::toString)
            .toList();
  }

  /// Statuses up to an id: newer ones come and go.
  static Function<JsonNode, List<String>> statuses(long newest) {
    return body ->
        elements(body)
            .filter(status -> status.path("id").asLong() <= newest)
            .map(
                status ->
                    status.path("id").asText()
                        + " "
                        + status.path("content").asText()
                        + status.path("reblog").path("content").asText())
            .toList();
  }

  private static Stream<JsonNode> elements(JsonNode body) {
    return Stream.iterate(0, i -> i < body.size(), i -> i + 1).map(body::path);
  }

  @Override
  public String toString() {
    return kind + " " + path;
  }
}
