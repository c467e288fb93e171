package io.rivulet.reader.hydrate;

import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.reader.page.Page;
import io.rivulet.reader.page.PageLinks;
import io.rivulet.visible.VisibilityRules;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers pages of statuses.
public final class Pages {
  private final String publicUrl;
  private final ReaderMeters meters;

  /// Links begin with `publicUrl`.
  ///
  /// @param publicUrl under which clients reach the API: links name it, not the address behind a
  ///   proxy at which the request arrived
  public Pages(String publicUrl, ReaderMeters meters) {
    this.publicUrl = publicUrl;
    this.meters = meters;
  }

  /// A page as it is served.
  ///
  /// @param link value of the header; null on an empty page
  @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
  public record Served(byte[] json, @Nullable String link) {}

  /// Writes a page, and counts it.
  ///
  /// @param list its name in the meters
  /// @param path of the list
  /// @param query as asked
  public Served serve(
      String list,
      Page<Status> page,
      String path,
      MultivaluedMap<String, String> query,
      boolean guest) {
    meters.page(list, page.effort().rounds(), page.effort().looks());
    meters.hidden(VisibilityRules.Rule.REPEATED_BOOST, page.effort().repeated());
    List<Status> statuses = page.items();
    return new Served(
        StatusWriter.list(statuses, guest),
        statuses.isEmpty()
            ? null
            : PageLinks.of(
                publicUrl + path, query, statuses.getFirst().id(), statuses.getLast().id()));
  }

  /// As [#serve], and answered.
  ///
  /// @param list its name in the meters
  public Response answer(String list, Page<Status> page, UriInfo uri, boolean guest) {
    Served served =
        serve(list, page, uri.getRequestUri().getRawPath(), uri.getQueryParameters(), guest);
    return answer(served.json(), served.link());
  }

  /// The answer with its `Link`. Its length is announced, else it would go out in chunks.
  ///
  /// @param link null on an empty page
  public static Response answer(byte[] json, @Nullable String link) {
    return Response.ok(json, MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CONTENT_LENGTH, json.length)
        .header(HttpHeaders.LINK, link)
        .build();
  }

  /// The `Link` of a page that is not empty.
  public String link(UriInfo uri, long newest, long oldest) {
    return PageLinks.of(
        publicUrl + uri.getRequestUri().getRawPath(), uri.getQueryParameters(), newest, oldest);
  }
}
