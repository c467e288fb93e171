package io.rivulet.reader.search;

import io.rivulet.event.Reaction;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.Pages;
import io.rivulet.reader.hydrate.StatusWriter;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.reader.search.ReactedPages.Reacted;
import io.rivulet.service.Parameters;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/// Answers pages of what a viewer reacted to, with their `Link`.
final class ReactedAnswers {
  private final Lookers lookers;
  private final ReactedPages reacted;
  private final Patience patience;
  private final Pages pages;

  ReactedAnswers(Lookers lookers, ReactedPages reacted, Patience patience, Pages pages) {
    this.lookers = lookers;
    this.reacted = reacted;
    this.patience = patience;
    this.pages = pages;
  }

  Response answer(Viewer viewer, Reaction reaction, UriInfo uri) {
    PageRequest request = PageRequest.of(Parameters.ofQuery(uri.getQueryParameters()));
    Reacted page =
        patience.read(() -> reacted.read(lookers.of(Optional.of(viewer)), reaction, request));
    return Pages.answer(
        StatusWriter.list(page.statuses(), false),
        page.statuses().isEmpty() ? null : pages.link(uri, page.first(), page.last()));
  }
}
