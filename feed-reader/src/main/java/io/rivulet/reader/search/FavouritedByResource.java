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

/// `GET /api/v1/statuses/:id/favourited_by`, for guests too: who likes a post, the newest like
/// first. The cursor is the act's id.
@Path("/api/v1/statuses/{id}/favourited_by")
@Produces(MediaType.APPLICATION_JSON)
public final class FavouritedByResource {
  private final Lookers lookers;
  private final FoundAccounts accounts;
  private final Hydration hydration;
  private final AccountAnswers answers;

  FavouritedByResource(
      Lookers lookers, FoundAccounts accounts, Hydration hydration, AccountAnswers answers) {
    this.lookers = lookers;
    this.accounts = accounts;
    this.hydration = hydration;
    this.answers = answers;
  }

  @GET
  @Answers(listOf = "Account")
  @Takes("Paging")
  public Response likers(
      @PathParam("id") String id,
      @Auth("read:statuses") Optional<Viewer> viewer,
      @Context UriInfo uri) {
    return answers.answer(uri, request -> likers(lookers.of(viewer), Ids.parse(id), request));
  }

  private AccountPage likers(Looker looker, long id, PageRequest request) {
    Status status =
        hydration.find(looker.look(), id).orElseThrow(() -> ApiException.of(ApiError.NOT_FOUND));
    Status original = status.boosted() == null ? status : status.boosted();
    return accounts.likers(looker, original.id(), request);
  }
}
