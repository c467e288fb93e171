package io.rivulet.reader.kept;

import io.rivulet.event.MarkerMoved;
import io.rivulet.kept.Kept;
import io.rivulet.kept.Marker;
import io.rivulet.kept.MarkerAnswer;
import io.rivulet.service.Answers;
import io.rivulet.service.Auth;
import io.rivulet.service.Parameters;
import io.rivulet.service.Takes;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `GET /api/v1/markers`: how far the viewer has read the timelines asked for.
@Path("/api/v1/markers")
@Produces(MediaType.APPLICATION_JSON)
public final class MarkersResource {
  private final KeptValues kept;

  public MarkersResource(KeptValues kept) {
    this.kept = kept;
  }

  @GET
  @Answers("Markers")
  @Takes("MarkerNames")
  public Map<String, MarkerAnswer> markers(
      @Auth("read:statuses") Viewer viewer, @Context UriInfo uri) {
    List<String> wanted =
        Parameters.ofQuery(uri.getQueryParameters()).strings("timeline").stream()
            .filter(MarkerMoved.TIMELINES::contains)
            .toList();
    Kept found = kept.of(viewer.account());
    Map<String, MarkerAnswer> markers = new TreeMap<>();
    for (String timeline : wanted) {
      Marker marker = found.markers().get(timeline);
      if (marker != null) {
        markers.put(timeline, MarkerAnswer.of(marker));
      }
    }
    return markers;
  }
}
