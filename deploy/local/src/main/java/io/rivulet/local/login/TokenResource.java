package io.rivulet.local.login;

import io.rivulet.service.Answers;
import io.rivulet.service.BearerToken;
import io.rivulet.service.Body;
import io.rivulet.service.Parameters;
import io.rivulet.service.Takes;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `POST /oauth/token` and `POST /oauth/revoke`: applications fetch tokens and give them back.
@Path("/oauth")
@Produces(MediaType.APPLICATION_JSON)
public final class TokenResource {
  private static final String BASIC = "basic ";

  private final ClientApps apps;
  private final Grants grants;
  private final Tokens tokens;

  TokenResource(ClientApps apps, Grants grants, Tokens tokens) {
    this.apps = apps;
    this.grants = grants;
    this.tokens = tokens;
  }

  /// The client's credentials come in the body, or in a header as RFC 6749 (2.3.1) has it.
  @POST
  @Path("/token")
  @Takes("TokenRequest")
  @Answers("Token")
  public Map<String, Object> token(
      @Body Parameters parameters,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    ClientApp app = client(parameters, authorization);
    return switch (required(parameters, "grant_type")) {
      case "authorization_code" -> ofCode(app, parameters);
      case "client_credentials" -> ofApplication(app, parameters);
      default ->
          throw OAuthException.of(
              OAuthError.UNSUPPORTED_GRANT_TYPE,
              "grant_type must be authorization_code or client_credentials");
    };
  }

  /// The scope is what was consented to, whatever is asked for now.
  private Map<String, Object> ofCode(ClientApp app, Parameters parameters) {
    String code = required(parameters, "code");
    Grant grant = grants.take(code).orElseThrow(() -> invalidCode(code));
    boolean asked =
        grant.clientId().equals(app.clientId())
            && grant.redirectUri().equals(required(parameters, "redirect_uri"))
            && grant.isVerifiedBy(parameters.string("code_verifier").orElse(null));
    if (!asked) {
      throw invalidGrant();
    }
    Tokens.Issued issued = tokens.issue(app, grant.account(), grant.scopes());
    grants.fetched(code, issued.token());
    return issued.answer();
  }

  /// A code that comes again was overheard: what it was good for is taken back (RFC 6749, 4.1.2).
  private OAuthException invalidCode(String code) {
    grants.fetchedBefore(code).ifPresent(tokens::takeBack);
    return invalidGrant();
  }

  private static OAuthException invalidGrant() {
    return OAuthException.of(
        OAuthError.INVALID_GRANT,
        "The code is invalid, expired, used before, or was issued to another client or redirect_uri");
  }

  private Map<String, Object> ofApplication(ClientApp app, Parameters parameters) {
    Set<String> scopes =
        Scopes.parseWithin(parameters.string("scope").orElse("read"), app.scopes());
    return tokens.issue(app, Viewer.NOBODY, scopes).answer();
  }

  /// What is no token any more is given back already.
  @POST
  @Path("/revoke")
  @Takes("Revocation")
  @Answers("Empty")
  public Map<String, Object> revoke(
      @Body Parameters parameters,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    ClientApp app = client(parameters, authorization);
    Optional<BearerToken> token = tokens.find(required(parameters, "token"));
    token.ifPresent(
        found -> {
          if (!found.client().equals(Optional.of(app.clientId()))) {
            throw OAuthException.of(
                OAuthError.UNAUTHORIZED_CLIENT, "You are not authorized to revoke this token");
          }
          tokens.takeBack(found);
        });
    return Map.of();
  }

  private ClientApp client(Parameters parameters, @Nullable String authorization) {
    // Some clients send their last token along, whatever they ask for.
    Credentials credentials =
        authorization != null && Credentials.isBasic(authorization)
            ? Credentials.ofHeader(authorization)
            : new Credentials(
                parameters.string("client_id").orElse(""),
                parameters.string("client_secret").orElse(""));
    return apps.find(credentials.id())
        .filter(app -> app.isSecret(credentials.secret()))
        .orElseThrow(TokenResource::invalidClient);
  }

  private record Credentials(String id, String secret) {
    static boolean isBasic(String authorization) {
      return authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
    }

    static Credentials ofHeader(String authorization) {
      try {
        byte[] decoded =
            Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
        String[] pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
        if (pair.length == 2) {
          return new Credentials(
              URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
              URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
      } catch (IllegalArgumentException _) {
        // Answered below.
      }
      throw invalidClient();
    }
  }

  private static OAuthException invalidClient() {
    return OAuthException.of(
        OAuthError.INVALID_CLIENT,
        "Client authentication failed: unknown client, or a wrong or missing secret");
  }

  private static String required(Parameters parameters, String name) {
    return parameters
        .string(name)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> OAuthException.of(OAuthError.INVALID_REQUEST, name + " is missing"));
  }
}
