package io.rivulet.reader.empty;

import io.rivulet.service.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// As [EmptyResource], of an account: whatever is asked for below `/api/v1/accounts` is looked for
/// in classes of that path alone.
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class EmptyOfAccountResource {
  @GET
  @Path("/{id: [0-9]+}/featured_tags")
  @Answers("None")
  public List<Object> featuredTags() {
    return List.of();
  }

  @GET
  @Path("/{id: [0-9]+}/endorsements")
  @Answers("None")
  public List<Object> endorsements() {
    return List.of();
  }
}
