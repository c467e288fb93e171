package io.rivulet.ingest.relation;

import io.rivulet.event.Followed;
import io.rivulet.event.RelationEvent;
import io.rivulet.event.Unfollowed;
import io.rivulet.id.Ids;
import io.rivulet.ingest.known.KnownAccounts;
import io.rivulet.ingest.known.KnownRelations;
import io.rivulet.ingest.publish.Publisher;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.Auth;
import io.rivulet.service.Body;
import io.rivulet.service.Parameters;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// `/api/v1/accounts/:id/follow` and `/unfollow`. Following twice is following; so is following a
/// locked account, since requests to follow are not supported yet.
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class FollowResource {
  private static final String SCOPE = "write:follows";

  private final Publisher publisher;
  private final KnownAccounts accounts;
  private final KnownRelations relations;
  private final Clock clock;

  public FollowResource(
      Publisher publisher, KnownAccounts accounts, KnownRelations relations, Clock clock) {
    this.publisher = publisher;
    this.accounts = accounts;
    this.relations = relations;
    this.clock = clock;
  }

  /// The options `reblogs`, `notify` and `languages` are accepted and have no effect yet.
  @POST
  @Path("/{id}/follow")
  public Relationship follow(
      @Auth(SCOPE) Viewer viewer, @PathParam("id") String id, @Body Parameters options) {
    long followee = target(viewer, id);
    return publish(new Followed(viewer.account(), followee, now(), null), true);
  }

  @POST
  @Path("/{id}/unfollow")
  public Relationship unfollow(@Auth(SCOPE) Viewer viewer, @PathParam("id") String id) {
    long followee = target(viewer, id);
    return publish(new Unfollowed(viewer.account(), followee, now(), null), false);
  }

  private Relationship publish(RelationEvent event, boolean following) {
    // Asked first: once it is published the answer must not depend on Redis.
    boolean followedBy = relations.follows(event.target(), event.viewer());
    publisher.publish(event);
    return Relationship.of(event.target(), following, followedBy);
  }

  private long target(Viewer viewer, String id) {
    long target = Ids.parse(id);
    if (target == viewer.account()) {
      throw ApiException.of(ApiError.NOT_ALLOWED);
    }
    if (!accounts.isKnown(viewer.account())) {
      throw ApiException.of(ApiError.NO_USER);
    }
    if (target == 0 || accounts.find(target).isEmpty()) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    return target;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
