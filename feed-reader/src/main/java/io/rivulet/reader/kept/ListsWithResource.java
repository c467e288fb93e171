package io.rivulet.reader.kept;

import io.rivulet.id.Ids;
import io.rivulet.kept.ListAnswer;
import io.rivulet.service.Answers;
import io.rivulet.service.Auth;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// `GET /api/v1/accounts/:id/lists`: the viewer's lists that an account is in.
@Path("/api/v1/accounts/{id}/lists")
@Produces(MediaType.APPLICATION_JSON)
public final class ListsWithResource {
  private final KeptValues kept;

  public ListsWithResource(KeptValues kept) {
    this.kept = kept;
  }

  @GET
  @Answers(listOf = "List")
  public List<ListAnswer> lists(@Auth("read:lists") Viewer viewer, @PathParam("id") String id) {
    long account = Ids.parse(id);
    return kept.of(viewer.account()).lists().stream()
        .filter(list -> list.members().contains(account))
        .map(ListAnswer::of)
        .toList();
  }
}
