package io.rivulet.reader.account;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.id.Ids;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.NotYetException;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.Profile;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.reader.hydrate.StatusWriter;
import io.rivulet.redis.UnavailableException;
import io.rivulet.relations.Relationship;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.Auth;
import io.rivulet.service.Parameters;
import io.rivulet.service.Takes;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/accounts/…`: an account by id or name, the viewer's own, and relationships.
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountResource {
  private static final JsonMapper json = new JsonMapper();

  private final Profiles profiles;
  private final AccountNames names;
  private final Relationships relationships;
  private final Requests requests;
  private final Patience patience;

  private AccountResource(
      Profiles profiles,
      AccountNames names,
      Relationships relationships,
      Requests requests,
      Patience patience) {
    this.profiles = profiles;
    this.names = names;
    this.relationships = relationships;
    this.requests = requests;
    this.patience = patience;
  }

  public static AccountResource of(
      Access access, Profiles profiles, Patience patience, String publicUrl) {
    return new AccountResource(
        profiles,
        new AccountNames(access, URI.create(publicUrl).getRawAuthority()),
        new Relationships(access, profiles),
        new Requests(access),
        patience);
  }

  @GET
  @Path("/{id: [0-9]+}")
  @Answers("Account")
  public byte[] account(@PathParam("id") String id) {
    return StatusWriter.account(find(Ids.parse(id)));
  }

  @GET
  @Path("/lookup")
  @Answers("Account")
  public byte[] lookup(@QueryParam("acct") @Nullable String acct) {
    if (acct == null) {
      throw ApiException.malformed("acct is missing");
    }
    return StatusWriter.account(find(names.find(acct).orElse(0L)));
  }

  /// The username of the account that has a name, as its owner spells it; null if nobody has it.
  public @Nullable String username(String acct) {
    return profiles.find(names.find(acct).orElse(0L)).map(AccountResource::username).orElse(null);
  }

  /// The username of an account; null if it is not known now.
  public @Nullable String username(long id) {
    try {
      return profiles.find(id).map(AccountResource::username).orElse(null);
    } catch (UnavailableException | NotYetException _) {
      return null;
    }
  }

  private static String username(Profile profile) {
    try {
      return json.readTree(StatusWriter.account(profile)).path("username").asText();
    } catch (IOException e) {
      throw new UncheckedIOException("the stored account is no JSON", e);
    }
  }

  private Profile find(long id) {
    return profiles.find(id).orElseThrow(() -> ApiException.of(ApiError.NOT_FOUND));
  }

  @GET
  @Path("/verify_credentials")
  @Answers("CredentialAccount")
  public byte[] own(@Auth("read:accounts") Viewer viewer) {
    long account = viewer.account();
    return patience.read(
        () -> CredentialAccount.of(profiles.own(account), requests.count(account)));
  }

  @GET
  @Path("/relationships")
  @Takes("Accounts")
  @Answers(listOf = "Relationship")
  public List<Relationship> relationships(
      @Auth("read:follows") Viewer viewer, @Context UriInfo uri) {
    List<String> ids = Parameters.ofQuery(uri.getQueryParameters()).strings("id");
    return patience.read(() -> relationships.of(viewer.account(), ids));
  }
}
