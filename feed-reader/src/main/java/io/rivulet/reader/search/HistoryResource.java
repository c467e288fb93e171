package io.rivulet.reader.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.id.Ids;
import io.rivulet.post.Post;
import io.rivulet.post.StatusRenderer;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.StatusWriter;
import io.rivulet.reader.search.Editions.Edited;
import io.rivulet.service.Answers;
import io.rivulet.service.Auth;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `GET /api/v1/statuses/:id/history`, for guests too: what a post was at first and after each
/// edit.
///
/// It is asked for seldom, so what is rendered of each edition is parsed here, and those members
/// are taken that an edition has.
@Path("/api/v1/statuses/{id}/history")
@Produces(MediaType.APPLICATION_JSON)
public final class HistoryResource {
  private static final JsonMapper json = new JsonMapper();
  private static final List<String> MEMBERS =
      List.of("content", "spoiler_text", "sensitive", "media_attachments", "emojis");

  private final Lookers lookers;
  private final Editions editions;
  private final StatusRenderer renderer;
  private final Patience patience;

  HistoryResource(Lookers lookers, Editions editions, StatusRenderer renderer, Patience patience) {
    this.lookers = lookers;
    this.editions = editions;
    this.renderer = renderer;
    this.patience = patience;
  }

  @GET
  @Answers(listOf = "StatusEdit")
  public byte[] history(@PathParam("id") String id, @Auth("read:statuses") Optional<Viewer> viewer)
      throws IOException {
    Edited edited = patience.read(() -> editions.find(lookers.of(viewer), Ids.parse(id)));
    JsonNode account = json.readTree(StatusWriter.account(edited.status().author()));
    ArrayNode history = json.createArrayNode();
    for (Post edition : edited.editions()) {
      history.add(edition(edition, account));
    }
    return json.writeValueAsBytes(history);
  }

  private ObjectNode edition(Post post, JsonNode account) throws IOException {
    JsonNode status = json.readTree(new Fragment(renderer.fragment(post)).object());
    ObjectNode edition = json.createObjectNode();
    MEMBERS.forEach(member -> edition.set(member, status.path(member)));
    String time = post.editedAt() == null ? "created_at" : "edited_at";
    edition.set("created_at", status.path(time));
    edition.set("account", account);
    return edition;
  }

  /// Members of an object without its braces.
  @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
  private record Fragment(byte[] bytes) {
    byte[] object() {
      byte[] object = new byte[bytes.length + 2];
      object[0] = '{';
      System.arraycopy(bytes, 0, object, 1, bytes.length);
      object[object.length - 1] = '}';
      return object;
    }
  }
}
