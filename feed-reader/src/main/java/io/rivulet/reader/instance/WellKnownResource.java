package io.rivulet.reader.instance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `GET /.well-known/nodeinfo`, `/nodeinfo/2.0` (NodeInfo 2.0) and `/.well-known/webfinger` (RFC
/// 7033): which software this is, by whose name clients choose what they offer, and who somebody
/// is. Nothing here federates, so WebFinger tells of a page and not of an actor.
@Path("/")
public final class WellKnownResource {
  private static final String NODE_INFO =
      "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/2.0#\"";
  private static final String WEB_FINGER = "application/jrd+json";
  private static final String DAY = "public, max-age=86400";
  private static final String ACCOUNT = "acct:";

  private final InstanceSettings settings;
  private final String publicUrl;
  private final Function<String, @Nullable String> usernames;

  /// @param usernames the username of an account that is named, `ann` or `ann@host`, as its owner
  ///   spells it; null if there is none
  public WellKnownResource(
      InstanceSettings settings, String publicUrl, Function<String, @Nullable String> usernames) {
    this.settings = settings;
    this.publicUrl = publicUrl;
    this.usernames = usernames;
  }

  @GET
  @Path(".well-known/nodeinfo")
  @Produces(MediaType.APPLICATION_JSON)
  @Answers("NodeInfoLinks")
  public Response nodeInfoLinks() {
    ObjectNode links = JsonNodeFactory.instance.objectNode();
    links
        .putArray("links")
        .addObject()
        .put("rel", "http://nodeinfo.diaspora.software/ns/schema/2.0")
        .put("href", publicUrl + "/nodeinfo/2.0");
    return cached(links, MediaType.APPLICATION_JSON);
  }

  @GET
  @Path("nodeinfo/2.0")
  @Produces({NODE_INFO, MediaType.APPLICATION_JSON})
  @Answers("NodeInfo")
  public Response nodeInfo() {
    ObjectNode info = JsonNodeFactory.instance.objectNode();
    info.put("version", "2.0");
    info.putObject("software").put("name", "rivulet").put("version", InstanceResource.OWN_VERSION);
    info.putArray("protocols");
    ObjectNode services = info.putObject("services");
    services.putArray("inbound");
    services.putArray("outbound");
    info.put("openRegistrations", false);
    // The index alone counts them, and this is kept for a day wherever it was asked for.
    info.putObject("usage").putObject("users");
    info.putObject("metadata")
        .put("nodeName", settings.title())
        .put("nodeDescription", settings.description());
    return cached(info, NODE_INFO);
  }

  @GET
  @Path(".well-known/webfinger")
  @Produces({WEB_FINGER, MediaType.APPLICATION_JSON})
  @Answers("WebFinger")
  public Response webFinger(@QueryParam("resource") @Nullable String resource) {
    if (resource == null || !resource.startsWith(ACCOUNT)) {
      throw ApiException.malformed("resource must be an account, acct:name@host");
    }
    String username = usernames.apply(resource.substring(ACCOUNT.length()));
    if (username == null) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    String page = publicUrl + "/@" + username;
    ObjectNode found = JsonNodeFactory.instance.objectNode();
    found.put("subject", ACCOUNT + username + "@" + URI.create(publicUrl).getRawAuthority());
    found.putArray("aliases").add(page);
    found
        .putArray("links")
        .addObject()
        .put("rel", "http://webfinger.net/rel/profile-page")
        .put("type", "text/html")
        .put("href", page);
    return cached(found, WEB_FINGER);
  }

  private static Response cached(ObjectNode entity, String type) {
    return Response.ok(entity.toString(), type).header(HttpHeaders.CACHE_CONTROL, DAY).build();
  }
}
