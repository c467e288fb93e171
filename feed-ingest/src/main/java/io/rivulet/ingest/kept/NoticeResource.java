package io.rivulet.ingest.kept;

import io.rivulet.event.NoticesDismissed;
import io.rivulet.id.IdGenerator;
import io.rivulet.ingest.answer.Validated;
import io.rivulet.service.Answers;
import io.rivulet.service.Auth;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/// `POST /api/v1/notifications/clear` and `…/:id/dismiss`.
@Path("/api/v1/notifications")
@Produces(MediaType.APPLICATION_JSON)
public final class NoticeResource {
  private static final String SCOPE = "write:notifications";

  private final KeptPublisher kept;
  private final IdGenerator ids;

  public NoticeResource(KeptPublisher kept, IdGenerator ids) {
    this.kept = kept;
    this.ids = ids;
  }

  /// Dismisses all that there are by now.
  @POST
  @Path("/clear")
  @Answers("Empty")
  public Map<String, String> clear(@Auth(SCOPE) Viewer viewer) {
    return dismiss(viewer, ids.next(), true);
  }

  @POST
  @Path("/{id}/dismiss")
  @Answers("Empty")
  public Map<String, String> dismiss(@Auth(SCOPE) Viewer viewer, @PathParam("id") String id) {
    return dismiss(viewer, Validated.id(id), false);
  }

  private Map<String, String> dismiss(Viewer viewer, long id, boolean older) {
    long account = viewer.account();
    kept.publish(kept.of(account), new NoticesDismissed(account, id, older, null));
    return Map.of();
  }
}
