package io.rivulet.reader.hydrate;

import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.reader.page.Page;
import io.rivulet.reader.page.PageLinks;
import io.rivulet.visible.VisibilityRules;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

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

  /// The answer with its `Link`, which an empty page has not.
  ///
  /// @param list its name in the meters
  public Response answer(String list, Page<Status> page, UriInfo uri, boolean guest) {
    meters.page(list, page.effort().rounds(), page.effort().looks());
    meters.hidden(VisibilityRules.Rule.REPEATED_BOOST, page.effort().repeated());
    List<Status> statuses = page.items();
    Response.ResponseBuilder answer =
        Response.ok(StatusWriter.list(statuses, guest), MediaType.APPLICATION_JSON_TYPE);
    if (!statuses.isEmpty()) {
      answer.header(
          HttpHeaders.LINK,
          PageLinks.of(
              publicUrl + uri.getRequestUri().getRawPath(),
              uri.getQueryParameters(),
              statuses.getFirst().id(),
              statuses.getLast().id()));
    }
    return answer.build();
  }
}
