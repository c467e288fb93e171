package io.rivulet.reader.status;

import io.rivulet.id.Ids;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.fetch.Viewpoints;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Look;
import io.rivulet.reader.hydrate.SpareBodies;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.hydrate.StatusWriter;
import io.rivulet.reader.hydrate.Wanted;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiException;
import io.rivulet.service.Auth;
import io.rivulet.service.Parameters;
import io.rivulet.service.Viewer;
import io.rivulet.visible.Place;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `GET /api/v1/statuses?id[]=`, for guests too: several statuses, in the order asked for. What one
/// may not see, and what does not exist, is left out.
@Path("/api/v1/statuses")
@Produces(MediaType.APPLICATION_JSON)
public final class StatusesResource {
  private static final int MOST = 20;

  private final Hydration hydration;
  private final Viewpoints viewpoints;
  private final Patience patience;

  public StatusesResource(Hydration hydration, Viewpoints viewpoints, Patience patience) {
    this.hydration = hydration;
    this.viewpoints = viewpoints;
    this.patience = patience;
  }

  @GET
  @Answers(listOf = "Status")
  public byte[] statuses(@Auth("read:statuses") Optional<Viewer> viewer, @Context UriInfo uri) {
    List<String> given = Parameters.ofQuery(uri.getQueryParameters()).strings("id");
    if (given.size() > MOST) {
      throw ApiException.invalid("id must be at most " + MOST + " ids");
    }
    long[] ids = given.stream().mapToLong(Ids::parse).filter(id -> id != 0).distinct().toArray();
    return StatusWriter.list(patience.read(() -> find(viewer, ids)), viewer.isEmpty());
  }

  private List<Status> find(Optional<Viewer> viewer, long[] ids) {
    Look look = new Look(Place.LOOKED_UP, viewpoints.of(viewer), Map.of(), SpareBodies.ABSENT);
    return hydration.begin(look, Wanted.ALL).statuses(ids);
  }
}
