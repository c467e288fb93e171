package io.rivulet.ingest.reaction;

import io.rivulet.event.Limits;
import io.rivulet.event.Reaction;
import io.rivulet.ingest.answer.StatusAnswer;
import io.rivulet.ingest.answer.Validated;
import io.rivulet.ingest.known.KnownReactions;
import io.rivulet.ingest.status.Statuses;
import io.rivulet.ingest.status.Statuses.Seen;
import io.rivulet.reaction.Standing;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiException;
import io.rivulet.service.Auth;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// `/api/v1/statuses/:id/favourite` and its kind. Everything may be done twice, and is about the
/// original where the id is that of a boost.
@Path("/api/v1/statuses")
@Produces(MediaType.APPLICATION_JSON)
public final class ReactionResource {
  private static final String FAVOURITES = "write:favourites";
  private static final String BOOKMARKS = "write:bookmarks";
  private static final String ACCOUNTS = "write:accounts";

  private final Statuses statuses;
  private final KnownReactions known;
  private final ReactionPublisher reactions;
  private final StatusAnswer answer;

  public ReactionResource(
      Statuses statuses, KnownReactions known, ReactionPublisher reactions, StatusAnswer answer) {
    this.statuses = statuses;
    this.known = known;
    this.reactions = reactions;
    this.answer = answer;
  }

  @POST
  @Path("/{id}/favourite")
  @Answers("OwnStatus")
  public String like(@Auth(FAVOURITES) Viewer viewer, @PathParam("id") String id) {
    return react(viewer, id, Reaction.LIKE);
  }

  @POST
  @Path("/{id}/unfavourite")
  @Answers("OwnStatus")
  public String unlike(@Auth(FAVOURITES) Viewer viewer, @PathParam("id") String id) {
    return takeBack(viewer, id, Reaction.LIKE);
  }

  @POST
  @Path("/{id}/bookmark")
  @Answers("OwnStatus")
  public String bookmark(@Auth(BOOKMARKS) Viewer viewer, @PathParam("id") String id) {
    return react(viewer, id, Reaction.BOOKMARK);
  }

  @POST
  @Path("/{id}/unbookmark")
  @Answers("OwnStatus")
  public String unbookmark(@Auth(BOOKMARKS) Viewer viewer, @PathParam("id") String id) {
    return takeBack(viewer, id, Reaction.BOOKMARK);
  }

  @POST
  @Path("/{id}/pin")
  @Answers("OwnStatus")
  public String pin(@Auth(ACCOUNTS) Viewer viewer, @PathParam("id") String id) {
    Seen post = own(viewer, id);
    if (pinnedBeside(viewer, post) >= Limits.PINS) {
      throw ApiException.invalid("An account can pin at most " + Limits.PINS + " posts");
    }
    return set(viewer, post, standing(viewer, post), Reaction.PIN, true);
  }

  /// Others that are pinned, and there: what is deleted is not unpinned.
  private long pinnedBeside(Viewer viewer, Seen post) {
    return known.pinned(viewer.account()).stream()
        .filter(pin -> pin != post.id())
        .filter(statuses::exists)
        .count();
  }

  @POST
  @Path("/{id}/unpin")
  @Answers("OwnStatus")
  public String unpin(@Auth(ACCOUNTS) Viewer viewer, @PathParam("id") String id) {
    Seen post = own(viewer, id);
    return set(viewer, post, standing(viewer, post), Reaction.PIN, false);
  }

  private Seen own(Viewer viewer, String id) {
    Seen post = statuses.seen(viewer.account(), Validated.id(id));
    if (post.body().author() != viewer.account()) {
      throw ApiException.invalid("Only one's own posts can be pinned");
    }
    return post;
  }

  private String react(Viewer viewer, String id, Reaction reaction) {
    answer.requireAccount(viewer.account());
    Seen post = statuses.seen(viewer.account(), Validated.id(id));
    return set(viewer, post, standing(viewer, post), reaction, true);
  }

  /// Whoever has reacted may take it back, though he may not see the post any more.
  private String takeBack(Viewer viewer, String id, Reaction reaction) {
    Seen post = statuses.original(Validated.id(id));
    Standing before = standing(viewer, post);
    Seen seen = before.has(reaction) ? post : statuses.seen(viewer.account(), post.id());
    return set(viewer, seen, before, reaction, false);
  }

  private Standing standing(Viewer viewer, Seen post) {
    return known.standing(viewer.account(), post.id());
  }

  private String set(Viewer viewer, Seen post, Standing before, Reaction reaction, boolean on) {
    String account = answer.account(post.body().author());
    // What is taken back is published whatever is known of it: Redis may have lost it.
    boolean changes = before.has(reaction) != on;
    if (changes || !on) {
      reactions.publish(viewer.account(), post, reaction, on, changes);
    }
    return answer.of(post.body(), account, before.after(reaction, on, 0));
  }
}
