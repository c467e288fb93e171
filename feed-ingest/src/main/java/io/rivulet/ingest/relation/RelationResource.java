package io.rivulet.ingest.relation;

import io.rivulet.event.Blocked;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.FollowRequested;
import io.rivulet.event.Followed;
import io.rivulet.event.Muted;
import io.rivulet.event.RelationEvent;
import io.rivulet.event.Unblocked;
import io.rivulet.event.Unfollowed;
import io.rivulet.event.Unmuted;
import io.rivulet.ingest.account.ServedAccount;
import io.rivulet.ingest.known.KnownAccounts;
import io.rivulet.ingest.known.Pair;
import io.rivulet.relations.Relationship;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.Auth;
import io.rivulet.service.Body;
import io.rivulet.service.Parameters;
import io.rivulet.service.Takes;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;

/// `/api/v1/accounts/:id/…`: what one account does towards another. Everything may be done twice.
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class RelationResource {
  private static final String FOLLOWS = "write:follows";
  private static final String BLOCKS = "write:blocks";
  private static final String MUTES = "write:mutes";

  private final Pairs pairs;
  private final RelationPublisher relations;
  private final KnownAccounts accounts;

  public RelationResource(Pairs pairs, RelationPublisher relations, KnownAccounts accounts) {
    this.pairs = pairs;
    this.relations = relations;
    this.accounts = accounts;
  }

  /// The option `languages` is accepted and has no effect yet.
  @POST
  @Path("/{id}/follow")
  @Takes("Following")
  @Answers("Relationship")
  public Relationship follow(
      @Auth(FOLLOWS) Viewer viewer, @PathParam("id") String id, @Body Parameters options) {
    Pair pair = pairs.of(viewer, id);
    if (pair.apart()) {
      throw ApiException.of(ApiError.NOT_ALLOWED);
    }
    FollowOptions wanted =
        new FollowOptions(
            options.bool("reblogs").orElse(null), options.bool("notify").orElse(null));
    return publish(pair, follow(pair, wanted));
  }

  /// A locked account is always asked. Of one who follows it already only the options count, and
  /// whether he does the log knows better than Redis: a record that makes him follow could undo
  /// that he was removed a moment ago.
  private RelationEvent follow(Pair pair, FollowOptions options) {
    boolean locked = accounts.find(pair.target()).map(ServedAccount::isLocked).orElse(false);
    return locked
        ? new FollowRequested(pair.viewer(), pair.target(), options, relations.now(), null)
        : new Followed(pair.viewer(), pair.target(), options, relations.now(), null);
  }

  @POST
  @Path("/{id}/unfollow")
  @Answers("Relationship")
  public Relationship unfollow(@Auth(FOLLOWS) Viewer viewer, @PathParam("id") String id) {
    Pair pair = pairs.of(viewer, id);
    return publish(pair, new Unfollowed(pair.viewer(), pair.target(), relations.now(), null));
  }

  /// Ends the other's following. A request of his stays: it is for `reject`.
  @POST
  @Path("/{id}/remove_from_followers")
  @Answers("Relationship")
  public Relationship removeFromFollowers(
      @Auth(FOLLOWS) Viewer viewer, @PathParam("id") String id) {
    Pair pair = pairs.of(viewer, id);
    return pair.inverse().requested() ? answer(pair) : publish(pair, othersUnfollowed(pair));
  }

  @POST
  @Path("/{id}/block")
  @Answers("Relationship")
  public Relationship block(@Auth(BLOCKS) Viewer viewer, @PathParam("id") String id) {
    Pair pair = pairs.of(viewer, id);
    Blocked blocked = new Blocked(pair.viewer(), pair.target(), relations.now(), null);
    return publish(relations.publish(pair, blocked), othersUnfollowed(pair));
  }

  /// Before the block ends, what the other may have followed in spite of it does: in this order a
  /// retry after a failure between both does both again. Where there is no block to end, nobody's
  /// following may be.
  @POST
  @Path("/{id}/unblock")
  @Answers("Relationship")
  public Relationship unblock(@Auth(BLOCKS) Viewer viewer, @PathParam("id") String id) {
    Pair pair = pairs.of(viewer, id);
    Pair apart = pair.own().blocking() ? relations.publish(pair, othersUnfollowed(pair)) : pair;
    return publish(apart, new Unblocked(pair.viewer(), pair.target(), relations.now(), null));
  }

  /// The option `notifications` is accepted: nobody is notified of whom he mutes.
  @POST
  @Path("/{id}/mute")
  @Takes("Muting")
  @Answers("Relationship")
  public Relationship mute(
      @Auth(MUTES) Viewer viewer, @PathParam("id") String id, @Body Parameters options) {
    options.bool("notifications");
    Instant now = relations.now();
    Instant until = MuteDuration.of(options).map(now::plus).orElse(null);
    Pair pair = pairs.of(viewer, id);
    return publish(pair, new Muted(pair.viewer(), pair.target(), until, now, null));
  }

  @POST
  @Path("/{id}/unmute")
  @Answers("Relationship")
  public Relationship unmute(@Auth(MUTES) Viewer viewer, @PathParam("id") String id) {
    Pair pair = pairs.of(viewer, id);
    return publish(pair, new Unmuted(pair.viewer(), pair.target(), relations.now(), null));
  }

  private Unfollowed othersUnfollowed(Pair pair) {
    return new Unfollowed(pair.target(), pair.viewer(), relations.now(), null);
  }

  private Relationship publish(Pair pair, RelationEvent event) {
    return answer(relations.publish(pair, event));
  }

  private Relationship answer(Pair pair) {
    return pair.relationship(relations.now());
  }
}
