package io.rivulet.reader.search;

import io.rivulet.post.TextParser;
import io.rivulet.post.TextSpan;
import io.rivulet.post.WebAddresses;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// `GET /api/v1/tags/:name`, for guests too: of anything that can be a tag, whether used or not.
@Path("/api/v1/tags/{name}")
@Produces(MediaType.APPLICATION_JSON)
public final class TagResource {
  private final WebAddresses addresses;

  TagResource(WebAddresses addresses) {
    this.addresses = addresses;
  }

  @GET
  @Answers("Tag")
  public Tag tag(@PathParam("name") String name) {
    List<TextSpan> spans = TextParser.parse("#" + name).spans();
    if (spans.size() == 1
        && spans.getFirst() instanceof TextSpan.Tag(int start, int end, String tag)
        && start == 0
        && end == name.length() + 1) {
      return new Tag(tag, addresses.tag(tag));
    }
    throw ApiException.of(ApiError.NOT_FOUND);
  }
}
