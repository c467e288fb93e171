package io.rivulet.ingest.media;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.id.Ids;
import io.rivulet.ingest.answer.AccountAnswer;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiException;
import io.rivulet.service.Auth;
import io.rivulet.service.Body;
import io.rivulet.service.Parameters;
import io.rivulet.service.Streamed;
import io.rivulet.service.Takes;
import io.rivulet.service.Upload;
import io.rivulet.service.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;

/// `/api/v2/media` and `/api/v1/media`: uploads and what is said of them, which is their owner's
/// business alone. They are ready at once, so nobody is told to wait.
@Path("/api/{version: v1|v2}/media")
@Produces(MediaType.APPLICATION_JSON)
public final class MediaResource {
  private static final String SCOPE = "write:media";
  private static final JsonMapper json = new JsonMapper();

  private final Uploads uploads;
  private final WebAddresses addresses;
  private final AccountAnswer accounts;

  public MediaResource(Uploads uploads, WebAddresses addresses, AccountAnswer accounts) {
    this.uploads = uploads;
    this.addresses = addresses;
    this.accounts = accounts;
  }

  @POST
  @Streamed
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Answers("MediaAttachment")
  @Takes("MediaDescription")
  public ObjectNode upload(@Auth(SCOPE) Viewer viewer, @Context HttpServletRequest asked) {
    accounts.require(viewer.account());
    Upload upload = uploads.read(asked);
    return upload
        .file("file")
        .map(file -> answer(uploads.keep(viewer.account(), file, upload.fields())))
        .orElseThrow(() -> ApiException.invalid("File can't be blank"));
  }

  @GET
  @Path("/{id}")
  @Answers("MediaAttachment")
  public ObjectNode show(@Auth(SCOPE) Viewer viewer, @PathParam("id") String id) {
    return answer(uploads.own(viewer.account(), Ids.parse(id)));
  }

  @PUT
  @Path("/{id}")
  @Answers("MediaAttachment")
  @Takes("MediaDescription")
  public ObjectNode describe(
      @Auth(SCOPE) Viewer viewer, @PathParam("id") String id, @Body Parameters parameters) {
    MediaEntry present = uploads.own(viewer.account(), Ids.parse(id));
    return answer(uploads.describe(present, parameters));
  }

  private ObjectNode answer(MediaEntry entry) {
    try {
      ObjectNode answer =
          (ObjectNode) json.readTree(StatusRenderer.attachment(entry.id(), entry.media(addresses)));
      if (!entry.focus().isEmpty()) {
        answer
            .withObject("/meta")
            .putObject("focus")
            .put("x", entry.focus().getFirst())
            .put("y", entry.focus().getLast());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
