package io.rivulet.reader.kept;

import io.rivulet.id.Ids;
import io.rivulet.kept.AccountList;
import io.rivulet.kept.ListAnswer;
import io.rivulet.reader.hydrate.Profile;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.reader.hydrate.StatusWriter;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// `GET /api/v1/lists` and what is in them. Nobody but their owner knows of them.
@Path("/api/v1/lists")
@Produces(MediaType.APPLICATION_JSON)
public final class ListsResource {
  private static final String SCOPE = "read:lists";

  private final KeptValues kept;
  private final Profiles profiles;

  public ListsResource(KeptValues kept, Profiles profiles) {
    this.kept = kept;
    this.profiles = profiles;
  }

  @GET
  @Answers(listOf = "List")
  public List<ListAnswer> lists(@Auth(SCOPE) Viewer viewer) {
    return kept.of(viewer.account()).lists().stream().map(ListAnswer::of).toList();
  }

  @GET
  @Path("/{id}")
  @Answers("List")
  public ListAnswer list(@Auth(SCOPE) Viewer viewer, @PathParam("id") String id) {
    return ListAnswer.of(find(kept, viewer, id));
  }

  /// All members: lists are bounded, so this one has no pages. By account id, the greatest first,
  /// as other lists of accounts.
  @GET
  @Path("/{id}/accounts")
  @Answers(listOf = "Account")
  public byte[] members(@Auth(SCOPE) Viewer viewer, @PathParam("id") String id) {
    List<Long> members = find(kept, viewer, id).members();
    Map<Long, Profile> found = profiles.find(members);
    return StatusWriter.accounts(
        members.reversed().stream().map(found::get).filter(Objects::nonNull).toList());
  }

  /// A list of the viewer's.
  ///
  /// @throws ApiException NOT_FOUND if he has none with that id
  static AccountList find(KeptValues kept, Viewer viewer, String id) {
    return kept.of(viewer.account())
        .list(Ids.parse(id))
        .orElseThrow(() -> ApiException.of(ApiError.NOT_FOUND));
  }
}
