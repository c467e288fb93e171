package io.rivulet.reader.account;

import io.rivulet.service.Answers;
import io.rivulet.service.Auth;
import io.rivulet.service.Takes;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/// `GET /api/v1/follow_requests`: who asked to follow the viewer.
@Path("/api/v1/follow_requests")
@Produces(MediaType.APPLICATION_JSON)
public final class FollowRequestsResource {
  private final AccountLists lists;
  private final AccountAnswers answers;

  FollowRequestsResource(AccountLists lists, AccountAnswers answers) {
    this.lists = lists;
    this.answers = answers;
  }

  @GET
  @Takes("Paging")
  @Answers(listOf = "Account")
  public Response requests(@Auth("read:follows") Viewer viewer, @Context UriInfo uri) {
    return answers.answer(uri, request -> lists.requests(viewer.account(), request));
  }
}
