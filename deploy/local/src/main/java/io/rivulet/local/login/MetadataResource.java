package io.rivulet.local.login;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.service.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// `GET /.well-known/oauth-authorization-server`: what this provider can, and where (RFC 8414).
@Path("/.well-known/oauth-authorization-server")
@Produces(MediaType.APPLICATION_JSON)
public final class MetadataResource {
  private final String publicUrl;

  MetadataResource(String publicUrl) {
    this.publicUrl = publicUrl;
  }

  @GET
  @Answers("ServerMetadata")
  public ObjectNode metadata() {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata
        .put("issuer", publicUrl)
        .put("authorization_endpoint", publicUrl + "/oauth/authorize")
        .put("token_endpoint", publicUrl + "/oauth/token")
        .put("revocation_endpoint", publicUrl + "/oauth/revoke")
        .put("app_registration_endpoint", publicUrl + "/api/v1/apps");
    list(metadata, "scopes_supported", Scopes.SUPPORTED);
    list(metadata, "response_types_supported", List.of("code"));
    list(metadata, "response_modes_supported", List.of("query"));
    list(metadata, "grant_types_supported", List.of("authorization_code", "client_credentials"));
    list(
        metadata,
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_basic", "client_secret_post"));
    list(metadata, "code_challenge_methods_supported", List.of("S256"));
    return metadata;
  }

  private static void list(ObjectNode metadata, String name, List<String> values) {
    values.forEach(metadata.putArray(name)::add);
  }
}
