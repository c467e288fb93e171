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

/// `GET /api/v1/mutes`: whom the viewer mutes, as long as the mute lasts.
@Path("/api/v1/mutes")
@Produces(MediaType.APPLICATION_JSON)
public final class MutesResource {
  private final AccountLists lists;
  private final AccountAnswers answers;

  MutesResource(AccountLists lists, AccountAnswers answers) {
    this.lists = lists;
    this.answers = answers;
  }

  @GET
  @Takes("Paging")
  @Answers(listOf = "Account")
  public Response mutes(@Auth("read:mutes") Viewer viewer, @Context UriInfo uri) {
    return answers.answer(uri, request -> lists.mutes(viewer.account(), request));
  }
}
