package io.rivulet.reader.search;

import io.rivulet.event.Reaction;
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

/// `GET /api/v1/bookmarks`: what the viewer has bookmarked, the newest act first. The cursor is the
/// act's id.
@Path("/api/v1/bookmarks")
@Produces(MediaType.APPLICATION_JSON)
public final class BookmarksResource {
  private final ReactedAnswers answers;

  BookmarksResource(ReactedAnswers answers) {
    this.answers = answers;
  }

  @GET
  @Answers(listOf = "OwnStatus")
  @Takes("Paging")
  public Response list(@Auth("read:bookmarks") Viewer viewer, @Context UriInfo uri) {
    return answers.answer(viewer, Reaction.BOOKMARK, uri);
  }
}
