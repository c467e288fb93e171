package io.rivulet.reader.author;

import io.rivulet.id.Ids;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Pages;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.reader.merge.Timelines;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
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
import java.util.Optional;

/// `GET /api/v1/accounts/:id/statuses`, for guests too.
@Path("/api/v1/accounts/{id}/statuses")
@Produces(MediaType.APPLICATION_JSON)
public final class AuthorResource {
  private final AuthorPages authors;
  private final Patience patience;
  private final Pages pages;

  private AuthorResource(AuthorPages authors, Patience patience, Pages pages) {
    this.authors = authors;
    this.patience = patience;
    this.pages = pages;
  }

  public static AuthorResource of(
      Access access,
      Timelines timelines,
      Hydration hydration,
      Profiles profiles,
      Patience patience,
      Pages pages) {
    return new AuthorResource(
        new AuthorPages(access, timelines.recent(), hydration, profiles), patience, pages);
  }

  @GET
  @Takes({"Paging", "AuthorPaging"})
  @Answers(listOf = "Status")
  public Response statuses(
      @PathParam("id") String id,
      @Auth("read:statuses") Optional<Viewer> viewer,
      @Context UriInfo uri) {
    long author = Ids.parse(id);
    if (author == 0) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    Parameters query = Parameters.ofQuery(uri.getQueryParameters());
    PageRequest request = PageRequest.of(query);
    AuthorFilter filter = AuthorFilter.of(query);
    return pages.answer(
        "author",
        patience.read(() -> authors.read(author, viewer, request, filter)),
        uri,
        viewer.isEmpty());
  }
}
