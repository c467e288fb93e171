package io.rivulet.reader.search;

import io.rivulet.id.Ids;
import io.rivulet.reader.account.AccountAnswers;
import io.rivulet.reader.account.AccountPage;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.reader.search.Lookers.Looker;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.Auth;
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

/// `GET /api/v1/statuses/:id/favourited_by` and `/reblogged_by`, for guests too: who likes a post,
/// and who boosted it, the newest first. The cursor is the id of the like or the boost.
@Path("/api/v1/statuses/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class ReactedByResource {
  private static final String SCOPE = "read:statuses";

  private final Lookers lookers;
  private final FoundAccounts accounts;
  private final Hydration hydration;
  private final AccountAnswers answers;

  ReactedByResource(
      Lookers lookers, FoundAccounts accounts, Hydration hydration, AccountAnswers answers) {
    this.lookers = lookers;
    this.accounts = accounts;
    this.hydration = hydration;
    this.answers = answers;
  }

  @GET
  @Path("/favourited_by")
  @Answers(listOf = "Account")
  @Takes("Paging")
  public Response likers(
      @PathParam("id") String id, @Auth(SCOPE) Optional<Viewer> viewer, @Context UriInfo uri) {
    return answer(id, viewer, uri, accounts::likers);
  }

  @GET
  @Path("/reblogged_by")
  @Answers(listOf = "Account")
  @Takes("Paging")
  public Response boosters(
      @PathParam("id") String id, @Auth(SCOPE) Optional<Viewer> viewer, @Context UriInfo uri) {
    return answer(id, viewer, uri, accounts::boosters);
  }

  private interface Listing {
    AccountPage read(Looker looker, long post, PageRequest request);
  }

  private Response answer(String id, Optional<Viewer> viewer, UriInfo uri, Listing list) {
    return answers.answer(
        uri,
        request -> {
          Looker looker = lookers.of(viewer);
          Status status =
              hydration
                  .find(looker.look(), Ids.parse(id))
                  .orElseThrow(() -> ApiException.of(ApiError.NOT_FOUND));
          return list.read(looker, status.shown().id(), request);
        });
  }
}
