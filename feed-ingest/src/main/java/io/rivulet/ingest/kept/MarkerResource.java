package io.rivulet.ingest.kept;

import io.rivulet.event.MarkerMoved;
import io.rivulet.ingest.answer.Validated;
import io.rivulet.kept.Kept;
import io.rivulet.kept.Marker;
import io.rivulet.kept.MarkerAnswer;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiException;
import io.rivulet.service.Auth;
import io.rivulet.service.Body;
import io.rivulet.service.Parameters;
import io.rivulet.service.Takes;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/// `POST /api/v1/markers`: how far a client has read.
@Path("/api/v1/markers")
@Produces(MediaType.APPLICATION_JSON)
public final class MarkerResource {
  private final KeptPublisher kept;
  private final Clock clock;

  public MarkerResource(KeptPublisher kept, Clock clock) {
    this.kept = kept;
    this.clock = clock;
  }

  /// Moves the markers that are named, and answers them.
  @POST
  @Takes("MarkerChange")
  @Answers("Markers")
  public Map<String, MarkerAnswer> move(
      @Auth("write:statuses") Viewer viewer, @Body Parameters parameters) {
    Map<String, MarkerAnswer> moved = new TreeMap<>();
    Kept now = kept.of(viewer.account());
    for (String timeline : MarkerMoved.TIMELINES) {
      var wanted = parameters.nested(timeline);
      if (wanted.isPresent()) {
        long lastRead =
            wanted
                .get()
                .id("last_read_id")
                .orElseThrow(() -> ApiException.invalid(timeline + "[last_read_id] must be an id"));
        now = kept.publish(now, event(viewer, timeline, lastRead));
        Marker marker = now.markers().get(timeline);
        if (marker != null) {
          moved.put(timeline, MarkerAnswer.of(marker));
        }
      }
    }
    return moved;
  }

  private MarkerMoved event(Viewer viewer, String timeline, long lastRead) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return Validated.of(() -> new MarkerMoved(viewer.account(), timeline, lastRead, at, null));
  }
}
