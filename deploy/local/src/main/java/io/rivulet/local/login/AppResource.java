package io.rivulet.local.login;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.BearerToken;
import io.rivulet.service.Body;
import io.rivulet.service.Parameters;
import io.rivulet.service.Takes;
import io.rivulet.service.TokenVerifier;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/apps` registers an application, `GET /api/v1/apps/verify_credentials` tells one
/// what it is.
@Path("/api/v1/apps")
@Produces(MediaType.APPLICATION_JSON)
public final class AppResource {
  private static final int MAX_NAME = 120;
  private static final int MAX_ADDRESS = 2_000;
  private static final int MAX_ADDRESSES = 20;

  private final ClientApps apps;
  private final TokenVerifier verifier;

  AppResource(ClientApps apps, TokenVerifier verifier) {
    this.apps = apps;
    this.verifier = verifier;
  }

  @POST
  @Takes("Registration")
  @Answers("CredentialApplication")
  public ObjectNode register(@Body Parameters parameters) {
    String name = parameters.string("client_name").map(String::strip).orElse("");
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw ApiException.invalid("client_name must have 1 to " + MAX_NAME + " characters");
    }
    ClientApps.Registered registered =
        apps.register(name, website(parameters), redirectUris(parameters), scopes(parameters));
    ObjectNode answer = describe(registered.app());
    answer.put("client_id", registered.app().clientId());
    answer.put("client_secret", registered.secret());
    answer.put("client_secret_expires_at", 0);
    return answer;
  }

  private static @Nullable String website(Parameters parameters) {
    Optional<String> website = parameters.string("website").filter(text -> !text.isBlank());
    if (website.isPresent() && !isWebAddress(website.get())) {
      throw ApiException.invalid("website must be a web address");
    }
    return website.orElse(null);
  }

  private static boolean isWebAddress(String text) {
    try {
      URI uri = new URI(text);
      return text.length() <= MAX_ADDRESS && text.matches("(?i)https?:.*") && uri.getHost() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  /// One a line, or a list.
  private static List<String> redirectUris(Parameters parameters) {
    List<String> addresses =
        parameters.strings("redirect_uris").stream()
            .flatMap(String::lines)
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .distinct()
            .toList();
    if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES) {
      throw ApiException.invalid("redirect_uris must have 1 to " + MAX_ADDRESSES + " addresses");
    }
    for (String address : addresses) {
      if (address.length() > MAX_ADDRESS || !ClientApp.mayRedirectTo(address)) {
        throw ApiException.invalid("redirect_uris must be absolute addresses without a fragment");
      }
    }
    return addresses;
  }

  private static Set<String> scopes(Parameters parameters) {
    try {
      return Scopes.parse(String.join(" ", parameters.strings("scopes")));
    } catch (OAuthException e) {
      throw ApiException.invalid("scopes must be among " + String.join(" ", Scopes.SUPPORTED));
    }
  }

  @GET
  @Path("/verify_credentials")
  @Answers("Application")
  public ObjectNode verifyCredentials(
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    if (authorization == null) {
      throw ApiException.of(ApiError.INVALID_TOKEN);
    }
    BearerToken token = verifier.bearer(authorization);
    return token
        .client()
        .flatMap(apps::find)
        .map(AppResource::describe)
        .orElseGet(AppResource::ours);
  }

  private static ObjectNode describe(ClientApp app) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("id", Long.toString(app.id())).put("name", app.name()).put("website", app.website());
    app.scopes().stream().sorted().forEach(answer.putArray("scopes")::add);
    app.redirectUris().forEach(answer.putArray("redirect_uris")::add);
    answer.put("redirect_uri", String.join("\n", app.redirectUris()));
    return answer;
  }

  /// Who got a token from the command line has no application.
  private static ObjectNode ours() {
    return describe(
        new ClientApp(
            1,
            "",
            "",
            "Rivulet",
            null,
            List.of(ClientApp.OUT_OF_BAND),
            Set.of("read", "write", "follow")));
  }
}
