package io.rivulet.ingest.status;

import io.rivulet.event.Media;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Reaction;
import io.rivulet.event.Visibility;
import io.rivulet.id.Ids;
import io.rivulet.ingest.answer.StatusAnswer;
import io.rivulet.ingest.answer.Validated;
import io.rivulet.ingest.known.KnownPosts;
import io.rivulet.ingest.known.KnownReactions;
import io.rivulet.post.PostBody;
import io.rivulet.reaction.Standing;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.Auth;
import io.rivulet.service.Body;
import io.rivulet.service.Parameters;
import io.rivulet.service.Takes;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// `/api/v1/statuses`: publish, edit, delete, boost, un-boost.
@Path("/api/v1/statuses")
@Produces(MediaType.APPLICATION_JSON)
public final class StatusResource {
  private static final String SCOPE = "write:statuses";
  private static final int MAX_KEY = 255;

  private final Statuses statuses;
  private final Boosts boosts;
  private final KnownPosts posts;
  private final Drafts drafts;
  private final IdempotencyKeys requests;
  private final KnownReactions reactions;
  private final StatusAnswer answer;

  public StatusResource(
      Statuses statuses,
      Boosts boosts,
      KnownPosts posts,
      Drafts drafts,
      IdempotencyKeys requests,
      KnownReactions reactions,
      StatusAnswer answer) {
    this.statuses = statuses;
    this.boosts = boosts;
    this.posts = posts;
    this.drafts = drafts;
    this.requests = requests;
    this.reactions = reactions;
    this.answer = answer;
  }

  @POST
  @Takes("Publishing")
  @Answers("OwnStatus")
  public String publish(
      @Auth(SCOPE) Viewer viewer,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Body Parameters parameters) {
    answer.requireAccount(viewer.account());
    StatusAnswer.Author author = answer.author(viewer.account());
    PostContent content = drafts.ofNew(viewer.account(), parameters, author.defaults());
    Visibility visibility = Drafts.visibility(parameters, author.defaults().visibility());
    Optional<PostRef> replyTo = replyTo(viewer, parameters);
    long fresh = statuses.newId();
    long id = key == null ? fresh : claim(viewer, key, fresh);
    // Of an id that is new there is nothing to find; who is asked for it may be away.
    Optional<PostBody> first = id == fresh ? Optional.empty() : posts.find(id);
    PostBody body =
        first.orElseGet(
            () -> publish(post(id, viewer.account(), content, visibility, replyTo.orElse(null))));
    if (body.deleted()) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    return answer.of(body, author.json(), Standing.NONE);
  }

  private static PostPublished post(
      long id, long author, PostContent content, Visibility visibility, @Nullable PostRef replyTo) {
    return Validated.of(
        () ->
            new PostPublished(
                id, author, Ids.time(id), content, visibility, replyTo, null, null, null));
  }

  private PostBody publish(PostPublished post) {
    drafts.attachments().use(post.author(), post.content().media(), List.of(), post.id());
    return statuses.publish(post);
  }

  /// The new id, or the one that an earlier request with the same key got.
  private long claim(Viewer viewer, String key, long id) {
    if (key.isBlank() || key.length() > MAX_KEY) {
      throw ApiException.invalid("Idempotency-Key must have 1 to " + MAX_KEY + " characters");
    }
    return requests.claim(viewer.account(), key, id);
  }

  private Optional<PostRef> replyTo(Viewer viewer, Parameters parameters) {
    return parameters
        .id("in_reply_to_id")
        .map(id -> statuses.seen(viewer.account(), id))
        .map(seen -> new PostRef(seen.id(), seen.body().author()));
  }

  @PUT
  @Path("/{id}")
  @Takes("Publishing")
  @Answers("OwnStatus")
  public String edit(
      @Auth(SCOPE) Viewer viewer, @PathParam("id") String id, @Body Parameters parameters) {
    long post = Validated.id(id);
    PostBody body = statuses.own(viewer.account(), post);
    if (body.boost()) {
      throw ApiException.invalid("A boost cannot be edited");
    }
    ServedPost present = ServedPost.read(post, body);
    PostContent content = drafts.ofEdit(viewer.account(), parameters, present);
    String account = answer.account(viewer.account());
    Standing standing = reactions.standing(viewer.account(), post);
    List<Media> shown = present.media();
    drafts.attachments().use(viewer.account(), content.media(), shown, post);
    PostBody edited = statuses.edit(present, content);
    drafts.attachments().release(shown, content.media(), post);
    return answer.of(edited, account, standing);
  }

  @DELETE
  @Path("/{id}")
  @Answers("DeletedStatus")
  public String delete(@Auth(SCOPE) Viewer viewer, @PathParam("id") String id) {
    long post = Validated.id(id);
    PostBody body = statuses.own(viewer.account(), post);
    ServedPost present = ServedPost.read(post, body);
    // Composed first: once it is deleted a client must be told so, whatever Redis does then.
    Standing standing = reactions.standing(viewer.account(), post);
    String deleted = answer.deleted(body, standing, present.text());
    if (body.boost()) {
      boosts.delete(viewer.account(), post, body.boostOf(), true);
    } else {
      statuses.delete(post, body);
      // Kept for a while: many delete a post to write it anew, with the same pictures.
      drafts.attachments().release(present.media(), List.of(), post);
    }
    return deleted;
  }

  @POST
  @Path("/{id}/reblog")
  @Takes("Boosting")
  @Answers("OwnStatus")
  public String boost(
      @Auth(SCOPE) Viewer viewer, @PathParam("id") String id, @Body Parameters parameters) {
    answer.requireAccount(viewer.account());
    Visibility visibility = Drafts.visibilityOfBoost(parameters);
    Statuses.Seen original = statuses.seen(viewer.account(), Validated.id(id));
    String account = answer.account(viewer.account());
    Standing before = reactions.standing(viewer.account(), original.id());
    String author = answer.account(original.body().author());
    PostBody boost = boosts.boost(viewer.account(), original, visibility);
    Standing standing = before.after(Reaction.BOOST, true, 0);
    return answer.boost(boost, account, standing, answer.of(original.body(), author, standing));
  }

  @POST
  @Path("/{id}/unreblog")
  @Answers("OwnStatus")
  public String unboost(@Auth(SCOPE) Viewer viewer, @PathParam("id") String id) {
    Statuses.Seen original = statuses.original(Validated.id(id));
    OptionalLong boost = boosts.find(viewer.account(), original.id());
    // Whoever boosted may take it back, though the author has blocked him since.
    if (boost.isEmpty() && !posts.maySee(viewer.account(), original.body())) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    Standing before = reactions.standing(viewer.account(), original.id());
    String account = answer.account(original.body().author());
    boost.ifPresent(
        found -> boosts.delete(viewer.account(), found, original.id(), before.has(Reaction.BOOST)));
    return answer.of(original.body(), account, before.after(Reaction.BOOST, false, 0));
  }
}
