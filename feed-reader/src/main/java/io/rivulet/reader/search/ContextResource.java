package io.rivulet.reader.search;

import io.rivulet.id.Ids;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.StatusWriter;
import io.rivulet.reader.search.Conversations.Bounds;
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

/// `GET /api/v1/statuses/:id/context`, for guests too, who see less of a long thread.
@Path("/api/v1/statuses/{id}/context")
@Produces(MediaType.APPLICATION_JSON)
public final class ContextResource {
  private final Lookers lookers;
  private final Conversations conversations;
  private final Patience patience;

  ContextResource(Lookers lookers, Conversations conversations, Patience patience) {
    this.lookers = lookers;
    this.conversations = conversations;
    this.patience = patience;
  }

  @GET
  @Answers("Context")
  public byte[] context(
      @PathParam("id") String id, @Auth("read:statuses") Optional<Viewer> viewer) {
    Bounds bounds = viewer.isPresent() ? Bounds.VIEWER : Bounds.GUEST;
    Conversations.Conversation thread =
        patience
            .read(() -> conversations.read(lookers.of(viewer), Ids.parse(id), bounds))
            .orElseThrow(() -> ApiException.of(ApiError.NOT_FOUND));
    return new Spliced()
        .with("ancestors", StatusWriter.list(thread.ancestors(), viewer.isEmpty()))
        .with("descendants", StatusWriter.list(thread.descendants(), viewer.isEmpty()))
        .object();
  }
}
