package io.rivulet.reader.kept;

import io.rivulet.kept.AccountList;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.fetch.Viewpoints;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Pages;
import io.rivulet.reader.merge.Timelines;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.service.Answers;
import io.rivulet.service.Auth;
import io.rivulet.service.Parameters;
import io.rivulet.service.Takes;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/// `GET /api/v1/timelines/list/:id`.
@Path("/api/v1/timelines/list/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class ListTimelineResource {
  private final KeptValues kept;
  private final ListPages lists;
  private final Patience patience;
  private final Pages pages;

  private ListTimelineResource(KeptValues kept, ListPages lists, Patience patience, Pages pages) {
    this.kept = kept;
    this.lists = lists;
    this.patience = patience;
    this.pages = pages;
  }

  public static ListTimelineResource of(
      KeptValues kept,
      Viewpoints viewpoints,
      Timelines timelines,
      Hydration hydration,
      Patience patience,
      Pages pages) {
    return new ListTimelineResource(
        kept, new ListPages(viewpoints, timelines.recent(), hydration), patience, pages);
  }

  @GET
  @Answers(listOf = "OwnStatus")
  @Takes("Paging")
  public Response timeline(
      @Auth("read:lists") Viewer viewer, @PathParam("id") String id, @Context UriInfo uri) {
    PageRequest request = PageRequest.of(Parameters.ofQuery(uri.getQueryParameters()));
    AccountList list = ListsResource.find(kept, viewer, id);
    return pages.answer("list", patience.read(() -> lists.read(viewer, list, request)), uri, false);
  }
}
