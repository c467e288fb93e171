package io.rivulet.reader.search;

import io.rivulet.id.Ids;
import io.rivulet.reader.account.AccountAnswers;
import io.rivulet.reader.hydrate.Profiles;
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

/// `GET /api/v1/accounts/:id/followers`, for guests too: the newest follower first. The cursor is
/// the place of the record that made him one, which clients are not to rely on.
@Path("/api/v1/accounts/{id}/followers")
@Produces(MediaType.APPLICATION_JSON)
public final class FollowersResource {
  private final Lookers lookers;
  private final FoundAccounts accounts;
  private final Profiles profiles;
  private final AccountAnswers answers;

  FollowersResource(
      Lookers lookers, FoundAccounts accounts, Profiles profiles, AccountAnswers answers) {
    this.lookers = lookers;
    this.accounts = accounts;
    this.profiles = profiles;
    this.answers = answers;
  }

  @GET
  @Answers(listOf = "Account")
  @Takes("Paging")
  public Response followers(
      @PathParam("id") String id,
      @Auth("read:accounts") Optional<Viewer> viewer,
      @Context UriInfo uri) {
    long account = Ids.parse(id);
    if (profiles.find(account).isEmpty()) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    return answers.answer(uri, request -> accounts.followers(lookers.of(viewer), account, request));
  }
}
