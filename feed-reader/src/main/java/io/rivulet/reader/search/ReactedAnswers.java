package io.rivulet.reader.search;

import io.rivulet.event.Reaction;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.StatusWriter;
import io.rivulet.reader.page.PageLinks;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.reader.search.ReactedPages.Reacted;
import io.rivulet.service.Parameters;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/// Answers pages of what a viewer reacted to, with their `Link`.
final class ReactedAnswers {
  private final Lookers lookers;
  private final ReactedPages pages;
  private final Patience patience;
  private final String publicUrl;

  ReactedAnswers(Lookers lookers, ReactedPages pages, Patience patience, String publicUrl) {
    this.lookers = lookers;
    this.pages = pages;
    this.patience = patience;
    this.publicUrl = publicUrl;
  }

  Response answer(Viewer viewer, Reaction reaction, UriInfo uri) {
    PageRequest request = PageRequest.of(Parameters.ofQuery(uri.getQueryParameters()));
    Reacted page =
        patience.read(() -> pages.read(lookers.of(Optional.of(viewer)), reaction, request));
    Response.ResponseBuilder answer =
        Response.ok(StatusWriter.list(page.statuses(), false), MediaType.APPLICATION_JSON_TYPE);
    if (!page.statuses().isEmpty()) {
      answer.header(
          HttpHeaders.LINK,
          PageLinks.of(
              publicUrl + uri.getRequestUri().getRawPath(),
              uri.getQueryParameters(),
              page.first(),
              page.last()));
    }
    return answer.build();
  }
}
