package io.rivulet.reader.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rivulet.id.Ids;
import io.rivulet.post.Post;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.search.Editions.Edited;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.Auth;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/// `GET /api/v1/statuses/:id/source`: the text as its author wrote it, for him alone, to edit it.
@Path("/api/v1/statuses/{id}/source")
@Produces(MediaType.APPLICATION_JSON)
public final class SourceResource {
  private final Lookers lookers;
  private final Editions editions;
  private final Patience patience;

  SourceResource(Lookers lookers, Editions editions, Patience patience) {
    this.lookers = lookers;
    this.editions = editions;
    this.patience = patience;
  }

  /// What was written.
  record Source(String id, String text, @JsonProperty("spoiler_text") String spoilerText) {}

  @GET
  @Answers("StatusSource")
  public Source source(@PathParam("id") String id, @Auth("read:statuses") Viewer viewer) {
    Edited edited =
        patience.read(() -> editions.find(lookers.of(Optional.of(viewer)), Ids.parse(id)));
    Post last = edited.editions().getLast();
    if (last.author() != viewer.account()) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    return new Source(id, last.content().text(), last.content().contentWarning());
  }
}
