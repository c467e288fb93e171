package io.rivulet.reader.page;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// The `Link` header of a page: where the next (older) and the previous (newer) one are.
public final class PageLinks {
  private static final Set<String> KEPT =
      Set.of(
          "limit",
          "exclude_replies",
          "exclude_reblogs",
          "only_media",
          "pinned",
          "tagged",
          "types",
          "types[]",
          "exclude_types",
          "exclude_types[]",
          "account_id",
          "local",
          "remote",
          "any",
          "any[]",
          "all",
          "all[]",
          "none",
          "none[]");

  private PageLinks() {}

  /// The header's value for a page that is not empty.
  ///
  /// @param address of the list: scheme, host and path
  /// @param query as asked; its limit and filters are kept, all else is dropped
  /// @param newest id on the page
  /// @param oldest id on the page
  public static String of(
      String address, MultivaluedMap<String, String> query, long newest, long oldest) {
    String kept = kept(query);
    return link(address, kept, "max_id", oldest, "next")
        + ", "
        + link(address, kept, "min_id", newest, "prev");
  }

  private static String link(String address, String kept, String cursor, long id, String relation) {
    return "<" + address + "?" + kept + cursor + "=" + id + ">; rel=\"" + relation + "\"";
  }

  private static String kept(MultivaluedMap<String, String> query) {
    StringBuilder kept = new StringBuilder();
    for (var parameter : query.entrySet()) {
      if (KEPT.contains(parameter.getKey())) {
        append(kept, parameter.getKey(), parameter.getValue());
      }
    }
    return kept.toString();
  }

  private static void append(StringBuilder kept, String name, List<String> values) {
    for (String value : values) {
      kept.append(encoded(name)).append('=').append(encoded(value)).append('&');
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
