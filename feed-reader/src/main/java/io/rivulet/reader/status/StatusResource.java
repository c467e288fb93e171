package io.rivulet.reader.status;

import io.rivulet.id.Ids;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.fetch.Viewpoints;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Look;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.hydrate.StatusWriter;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.Auth;
import io.rivulet.service.Viewer;
import io.rivulet.visible.Place;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `GET /api/v1/statuses/:id`, for guests too. What one may not see is answered like what does not
/// exist: 404.
@Path("/api/v1/statuses/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class StatusResource {
  private final Hydration hydration;
  private final Viewpoints viewpoints;
  private final Patience patience;

  public StatusResource(Hydration hydration, Viewpoints viewpoints, Patience patience) {
    this.hydration = hydration;
    this.viewpoints = viewpoints;
    this.patience = patience;
  }

  @GET
  @Answers("Status")
  public byte[] status(@PathParam("id") String id, @Auth("read:statuses") Optional<Viewer> viewer) {
    long post = Ids.parse(id);
    if (post == 0) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    return patience
        .read(
            () -> hydration.find(new Look(Place.LOOKED_UP, viewpoints.of(viewer), Map.of()), post))
        .map(status -> StatusWriter.status(status, viewer.isEmpty()))
        .orElseThrow(() -> ApiException.of(ApiError.NOT_FOUND));
  }

  /// A status as each of some viewers finds it.
  public List<Optional<Status>> find(List<Long> viewers, long id) {
    return patience.read(
        () ->
            hydration.find(
                viewpoints.of(viewers).stream()
                    .map(viewpoint -> new Look(Place.LOOKED_UP, viewpoint, Map.of()))
                    .toList(),
                id));
  }
}
