package io.rivulet.reader.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.event.PostDefaults;
import io.rivulet.post.StatusRenderer;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.service.Answers;
import io.rivulet.service.Auth;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// `GET /api/v1/preferences`: what the viewer's posts are unless they say otherwise, and how to
/// show those of others, which is each client's own business here.
@Path("/api/v1/preferences")
@Produces(MediaType.APPLICATION_JSON)
public final class PreferencesResource {
  private final Profiles profiles;
  private final Patience patience;

  PreferencesResource(Profiles profiles, Patience patience) {
    this.profiles = profiles;
    this.patience = patience;
  }

  @GET
  @Answers("Preferences")
  public ObjectNode preferences(@Auth("read:accounts") Viewer viewer) {
    PostDefaults defaults =
        patience.read(() -> profiles.own(viewer.account())).body().postDefaults();
    return JsonNodeFactory.instance
        .objectNode()
        .put("posting:default:visibility", StatusRenderer.visibility(defaults.visibility()))
        .put("posting:default:sensitive", defaults.sensitive())
        .put("posting:default:language", defaults.language())
        .put("posting:default:quote_policy", "nobody")
        .put("reading:expand:media", "default")
        .put("reading:expand:spoilers", false)
        .put("reading:autoplay:gifs", false);
  }
}
