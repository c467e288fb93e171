package io.rivulet.ingest.kept;

import io.rivulet.event.Limits;
import io.rivulet.event.ListDeleted;
import io.rivulet.event.ListMembersChanged;
import io.rivulet.event.ListReplies;
import io.rivulet.event.ListSaved;
import io.rivulet.id.IdGenerator;
import io.rivulet.id.Ids;
import io.rivulet.ingest.answer.Validated;
import io.rivulet.ingest.known.KnownRelations;
import io.rivulet.kept.AccountList;
import io.rivulet.kept.Kept;
import io.rivulet.kept.ListAnswer;
import io.rivulet.relations.Relations;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.Auth;
import io.rivulet.service.Body;
import io.rivulet.service.Parameters;
import io.rivulet.service.Takes;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// `/api/v1/lists`: make, change and delete lists of accounts whom the viewer follows.
@Path("/api/v1/lists")
@Produces(MediaType.APPLICATION_JSON)
public final class ListResource {
  private static final String SCOPE = "write:lists";

  private final KeptPublisher kept;
  private final KnownRelations relations;
  private final IdGenerator ids;

  public ListResource(KeptPublisher kept, KnownRelations relations, IdGenerator ids) {
    this.kept = kept;
    this.relations = relations;
    this.ids = ids;
  }

  @POST
  @Takes("ListChange")
  @Answers("List")
  public ListAnswer create(@Auth(SCOPE) Viewer viewer, @Body Parameters parameters) {
    Kept before = kept.of(viewer.account());
    if (before.lists().size() >= Kept.LISTS) {
      throw ApiException.invalid("An account can have at most " + Kept.LISTS + " lists");
    }
    AccountList empty = new AccountList(ids.next(), "", ListReplies.LIST, false, List.of());
    return save(viewer, before, empty, parameters);
  }

  @PUT
  @Path("/{id}")
  @Takes("ListChange")
  @Answers("List")
  public ListAnswer change(
      @Auth(SCOPE) Viewer viewer, @PathParam("id") String id, @Body Parameters parameters) {
    Kept before = kept.of(viewer.account());
    return save(viewer, before, find(before, id), parameters);
  }

  /// Saves a list with what a request names, and all else as it is.
  private ListAnswer save(Viewer viewer, Kept before, AccountList list, Parameters parameters) {
    ListSaved saved =
        Validated.of(
            () ->
                new ListSaved(
                    viewer.account(),
                    list.id(),
                    parameters.string("title").orElse(list.title()).strip(),
                    parameters
                        .string("replies_policy")
                        .map(ListResource::replies)
                        .orElse(list.replies()),
                    parameters.bool("exclusive").orElse(list.exclusive()),
                    null));
    return ListAnswer.of(find(kept.publish(before, saved), Long.toString(list.id())));
  }

  private static ListReplies replies(String text) {
    return Arrays.stream(ListReplies.values())
        .filter(replies -> replies.json().equals(text))
        .findFirst()
        .orElseThrow(() -> ApiException.invalid("replies_policy must be followed, list or none"));
  }

  @DELETE
  @Path("/{id}")
  @Answers("Empty")
  public Map<String, String> delete(@Auth(SCOPE) Viewer viewer, @PathParam("id") String id) {
    Kept before = kept.of(viewer.account());
    kept.publish(before, new ListDeleted(viewer.account(), find(before, id).id(), null));
    return Map.of();
  }

  /// Puts accounts in a list; all of them have to be followed, and none may be in it already.
  @POST
  @Path("/{id}/accounts")
  @Takes("ListMembers")
  @Answers("Empty")
  public Map<String, String> add(
      @Auth(SCOPE) Viewer viewer, @PathParam("id") String id, @Body Parameters parameters) {
    Kept before = kept.of(viewer.account());
    AccountList list = find(before, id);
    List<Long> accounts = accounts(parameters);
    Relations own = relations.of(viewer.account());
    for (long account : accounts) {
      if (!own.follows(account)) {
        throw ApiException.of(ApiError.NOT_FOUND);
      }
      if (list.members().contains(account)) {
        throw ApiException.invalid("Account " + account + " is in the list already");
      }
    }
    if (list.members().size() + accounts.size() > Limits.LIST_MEMBERS) {
      throw ApiException.invalid("A list can have at most " + Limits.LIST_MEMBERS + " accounts");
    }
    return changeMembers(viewer, before, list, accounts, true);
  }

  /// Takes accounts out of a list. Clients name them in the body or in the query.
  @DELETE
  @Path("/{id}/accounts")
  @Takes("ListMembers")
  @Answers("Empty")
  public Map<String, String> remove(
      @Auth(SCOPE) Viewer viewer,
      @PathParam("id") String id,
      @Context UriInfo uri,
      @Body Parameters parameters) {
    Kept before = kept.of(viewer.account());
    Parameters named =
        parameters.has("account_ids") ? parameters : Parameters.ofQuery(uri.getQueryParameters());
    return changeMembers(viewer, before, find(before, id), accounts(named), false);
  }

  private Map<String, String> changeMembers(
      Viewer viewer, Kept before, AccountList list, List<Long> accounts, boolean in) {
    kept.publish(before, new ListMembersChanged(viewer.account(), list.id(), accounts, in, null));
    return Map.of();
  }

  private static List<Long> accounts(Parameters parameters) {
    List<Long> accounts =
        parameters.strings("account_ids").stream().map(Ids::parse).distinct().toList();
    if (accounts.isEmpty() || accounts.contains(0L)) {
      throw ApiException.invalid("account_ids must be ids of accounts");
    }
    if (accounts.size() > Limits.LIST_MEMBERS) {
      throw ApiException.invalid("account_ids must be at most " + Limits.LIST_MEMBERS + " ids");
    }
    return accounts;
  }

  private static AccountList find(Kept kept, String id) {
    return kept.list(Ids.parse(id)).orElseThrow(() -> ApiException.of(ApiError.NOT_FOUND));
  }
}
