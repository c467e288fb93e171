package io.rivulet.ingest.relation;

import io.rivulet.event.FollowAccepted;
import io.rivulet.event.FollowRejected;
import io.rivulet.id.Ids;
import io.rivulet.ingest.known.Pair;
import io.rivulet.relations.Relationship;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.Auth;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// `/api/v1/follow_requests/:id/…`, `:id` being the account that asked to follow. The relation that
/// changes is that account's.
@Path("/api/v1/follow_requests")
@Produces(MediaType.APPLICATION_JSON)
public final class FollowRequestResource {
  private static final String SCOPE = "write:follows";

  private final Pairs pairs;
  private final RelationPublisher relations;

  public FollowRequestResource(Pairs pairs, RelationPublisher relations) {
    this.pairs = pairs;
    this.relations = relations;
  }

  @POST
  @Path("/{id}/authorize")
  @Answers("Relationship")
  public Relationship authorize(@Auth(SCOPE) Viewer viewer, @PathParam("id") String id) {
    Pair asked = asked(viewer, id);
    long follower = asked.target();
    FollowAccepted accepted = new FollowAccepted(follower, viewer.account(), relations.now(), null);
    return relations.publish(asked, accepted).relationship(relations.now());
  }

  @POST
  @Path("/{id}/reject")
  @Answers("Relationship")
  public Relationship reject(@Auth(SCOPE) Viewer viewer, @PathParam("id") String id) {
    Pair asked = asked(viewer, id);
    long follower = asked.target();
    FollowRejected rejected = new FollowRejected(follower, viewer.account(), relations.now(), null);
    return relations.publish(asked, rejected).relationship(relations.now());
  }

  private Pair asked(Viewer viewer, String id) {
    if (Ids.parse(id) != viewer.account()) {
      Pair pair = pairs.of(viewer, id);
      if (pair.inverse().requested()) {
        return pair;
      }
    }
    throw ApiException.of(ApiError.NOT_FOUND);
  }
}
