package io.rivulet.ingest.status;

import io.rivulet.event.Draft;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Visibility;
import io.rivulet.id.Ids;
import io.rivulet.ingest.answer.StatusAnswer;
import io.rivulet.ingest.answer.Validated;
import io.rivulet.ingest.known.KnownPosts;
import io.rivulet.ingest.known.Mentions;
import io.rivulet.post.PostBody;
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
  private final Mentions mentions;
  private final IdempotencyKeys requests;
  private final StatusAnswer answer;

  public StatusResource(
      Statuses statuses,
      Boosts boosts,
      KnownPosts posts,
      Mentions mentions,
      IdempotencyKeys requests,
      StatusAnswer answer) {
    this.statuses = statuses;
    this.boosts = boosts;
    this.posts = posts;
    this.mentions = mentions;
    this.requests = requests;
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
    String account = answer.account(viewer.account());
    Draft draft = Drafts.ofNew(parameters);
    Visibility visibility = Drafts.visibility(parameters);
    Optional<PostRef> replyTo = replyTo(viewer, parameters);
    long id = id(viewer, key);
    Optional<PostBody> first = key == null ? Optional.empty() : posts.find(id);
    PostBody body =
        first.orElseGet(
            () ->
                statuses.publish(
                    Validated.of(
                        () ->
                            new PostPublished(
                                id,
                                viewer.account(),
                                Ids.time(id),
                                mentions.content(draft),
                                visibility,
                                replyTo.orElse(null),
                                null,
                                null,
                                null))));
    if (body.deleted()) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    return answer.published(body, account);
  }

  /// A new id, or the one that an earlier request with the same key got.
  private long id(Viewer viewer, @Nullable String key) {
    long id = statuses.newId();
    if (key == null) {
      return id;
    }
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
    long post = parse(id);
    PostBody body = statuses.own(viewer.account(), post);
    if (body.boost()) {
      throw ApiException.invalid("A boost cannot be edited");
    }
    ServedPost present = ServedPost.read(post, body);
    Draft draft = Drafts.ofEdit(parameters, present.content());
    PostContent content = Validated.of(() -> mentions.content(draft));
    String account = answer.account(viewer.account());
    return answer.published(statuses.edit(present, content), account);
  }

  @DELETE
  @Path("/{id}")
  @Answers("DeletedStatus")
  public String delete(@Auth(SCOPE) Viewer viewer, @PathParam("id") String id) {
    long post = parse(id);
    PostBody body = statuses.own(viewer.account(), post);
    String text = ServedPost.read(post, body).text();
    // Composed first: once it is deleted a client must be told so, whatever Redis does then.
    String deleted = answer.deleted(body, text);
    if (body.boost()) {
      boosts.delete(viewer.account(), post, body.boostOf());
    } else {
      statuses.delete(post, viewer.account());
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
    Statuses.Seen original = statuses.seen(viewer.account(), parse(id));
    String account = answer.account(viewer.account());
    String reblog = answer.of(original.body(), true);
    return answer.boost(boosts.boost(viewer.account(), original, visibility), account, reblog);
  }

  @POST
  @Path("/{id}/unreblog")
  @Answers("OwnStatus")
  public String unboost(@Auth(SCOPE) Viewer viewer, @PathParam("id") String id) {
    Statuses.Seen original = statuses.original(parse(id));
    OptionalLong boost = boosts.find(viewer.account(), original.id());
    // Whoever boosted may take it back, though the author has blocked him since.
    if (boost.isEmpty() && !posts.maySee(viewer.account(), original.body())) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    String unboosted = answer.of(original.body(), false);
    boost.ifPresent(present -> boosts.delete(viewer.account(), present, original.id()));
    return unboosted;
  }

  private static long parse(String id) {
    long parsed = Ids.parse(id);
    if (parsed == 0) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    return parsed;
  }
}
