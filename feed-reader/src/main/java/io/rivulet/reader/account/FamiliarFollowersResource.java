package io.rivulet.reader.account;

import io.rivulet.id.Ids;
import io.rivulet.service.Answers;
import io.rivulet.service.Auth;
import io.rivulet.service.Parameters;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/// `GET /api/v1/accounts/familiar_followers`: of each account asked for, whom the viewer follows
/// that follows it too. Nobody is told: the index alone knows followers, and a reader without one
/// answers this too.
@Path("/api/v1/accounts/familiar_followers")
@Produces(MediaType.APPLICATION_JSON)
public final class FamiliarFollowersResource {
  /// As many as a client asks for at once.
  private static final int MAX = 80;

  /// The answer for one account.
  public record Familiar(String id, List<String> accounts) {}

  @GET
  @Answers(listOf = "FamiliarFollowers")
  public List<Familiar> familiar(@Auth("read:follows") Viewer viewer, @Context UriInfo uri) {
    return Parameters.ofQuery(uri.getQueryParameters()).strings("id").stream()
        .filter(id -> Ids.parse(id) != 0)
        .distinct()
        .limit(MAX)
        .map(id -> new Familiar(id, List.of()))
        .toList();
  }
}
