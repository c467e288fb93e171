package io.rivulet.reader.account;

import io.rivulet.id.Ids;
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

/// `GET /api/v1/accounts/:id/following`: whom an account follows.
@Path("/api/v1/accounts/{id}/following")
@Produces(MediaType.APPLICATION_JSON)
public final class FollowingResource {
  private final AccountLists lists;
  private final AccountAnswers answers;

  FollowingResource(AccountLists lists, AccountAnswers answers) {
    this.lists = lists;
    this.answers = answers;
  }

  @GET
  @Takes("Paging")
  @Answers(listOf = "Account")
  public Response following(
      @Auth("read:accounts") Viewer viewer, @PathParam("id") String id, @Context UriInfo uri) {
    long account = Ids.parse(id);
    if (account != viewer.account() && !lists.exists(account)) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    return answers.answer(uri, request -> lists.following(viewer.account(), account, request));
  }
}
