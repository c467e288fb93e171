package io.rivulet.reader.pulse;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rivulet.id.Ids;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.pulse.Journey;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.home.HomeResource;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.status.StatusResource;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `GET /api/rivulet/v1/statuses/:id/path`: the way a post came to whoever asks. Times are ISO
/// 8601, null where workers do not note them (a setting) or the post is older than an hour.
@Path("/api/rivulet/v1/statuses/{id}/path")
@Produces(MediaType.APPLICATION_JSON)
public final class PathResource {
  private final Access access;
  private final StatusResource statuses;
  private final HomeResource homes;

  public PathResource(Access access, StatusResource statuses, HomeResource homes) {
    this.access = access;
    this.statuses = statuses;
    this.homes = homes;
  }

  /// What is told.
  ///
  /// @param planned when the fan-out had found out for whom it is
  /// @param delivered when it was last written to a home timeline
  /// @param by how it came to the viewer's home: `push`, `pull`, `rebuild`, `merge`, or `own`; null
  ///   if it is not there
  /// @param deliveries home timelines it was offered to
  public record Answer(
      @JsonProperty("published") String published,
      @JsonProperty("planned") @Nullable String planned,
      @JsonProperty("delivered") @Nullable String delivered,
      @JsonProperty("read") String read,
      @JsonProperty("by") @Nullable String by,
      @JsonProperty("deliveries") @Nullable Long deliveries) {}

  @GET
  @Answers("PostPath")
  public Answer path(@Auth("read:statuses") Viewer viewer, @PathParam("id") String text) {
    long id = Ids.parse(text);
    Status status =
        (id == 0
                ? Optional.<Status>empty()
                : statuses.find(List.of(viewer.account()), id).getFirst())
            .orElseThrow(() -> ApiException.of(ApiError.NOT_FOUND));
    var hash =
        access.values().ofShard(List.of(Keyspace.journey(id)), List.of()).hashes().getFirst();
    Journey journey = Journey.of(access.values().await(hash));
    return new Answer(
        Ids.time(id).toString(),
        time(journey.planned()),
        time(journey.delivered()),
        access.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString(),
        status.post().author() == viewer.account()
            ? "own"
            : homes.source(viewer.account(), id).orElse(null),
        journey.planned() == 0 ? null : journey.deliveries());
  }

  private static @Nullable String time(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis).toString();
  }
}
