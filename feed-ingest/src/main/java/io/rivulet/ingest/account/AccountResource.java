package io.rivulet.ingest.account;

import io.rivulet.account.AccountBody;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.Profile;
import io.rivulet.event.Usernames;
import io.rivulet.id.IdGenerator;
import io.rivulet.id.Ids;
import io.rivulet.ingest.answer.AccountAnswer;
import io.rivulet.ingest.known.KnownAccounts;
import io.rivulet.ingest.known.Names;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiError;
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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// `/api/v1/accounts`: creating one, which only operators may, and changing one's own profile.
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountResource {
  private final Accounts accounts;
  private final KnownAccounts known;
  private final Names names;
  private final AccountAnswer answer;
  private final Profiles profiles;
  private final NewIds ids;

  /// Where ids and times come from.
  public record NewIds(IdGenerator generator, Clock clock) {}

  public AccountResource(
      Accounts accounts,
      KnownAccounts known,
      Names names,
      AccountAnswer answer,
      Profiles profiles,
      NewIds ids) {
    this.accounts = accounts;
    this.known = known;
    this.names = names;
    this.answer = answer;
    this.profiles = profiles;
    this.ids = ids;
  }

  @POST
  @Takes("NewAccount")
  @Answers("Account")
  public String create(@Auth("admin") Viewer operator, @Body Parameters parameters) {
    String username = parameters.string("username").orElse("");
    if (!Usernames.valid(username)) {
      throw ApiException.invalid("Username must have 1 to 30 letters, digits or _");
    }
    Profile profile = Profiles.changed(Profile.EMPTY, parameters);
    long id = names.claim(username, ids.generator().next());
    // A claim without an account is of an earlier try that Kafka did not acknowledge: go on with
    // its id, so that the name does not get two accounts.
    if (known.find(id).isPresent()) {
      throw ApiException.invalid("Username has already been taken");
    }
    AccountUpdated account =
        new AccountUpdated(id, username, profile, Ids.time(id), Ids.time(id), null);
    return answer.created(accounts.create(account));
  }

  @PATCH
  @Path("/update_credentials")
  @Takes("ProfileChange")
  @Answers("CredentialAccount")
  public String update(@Auth("write:accounts") Viewer viewer, @Body Parameters parameters) {
    ServedAccount present = present(viewer);
    return publish(viewer, present, Profiles.changed(present.profile(), parameters));
  }

  /// As [#update(Viewer, Parameters)], where pictures may come too.
  @PATCH
  @Path("/update_credentials")
  @Streamed
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Answers("CredentialAccount")
  @Takes("ProfileChange")
  public String upload(@Auth("write:accounts") Viewer viewer, @Context HttpServletRequest asked) {
    ServedAccount present = present(viewer);
    Upload upload = profiles.read(asked);
    return publish(viewer, present, profiles.changed(viewer.account(), present.profile(), upload));
  }

  private ServedAccount present(Viewer viewer) {
    return known
        .find(viewer.account())
        .map(body -> profiles.present(viewer.account(), body))
        .orElseThrow(() -> ApiException.of(ApiError.NOT_FOUND));
  }

  private String publish(Viewer viewer, ServedAccount present, Profile profile) {
    long id = viewer.account();
    AccountUpdated account =
        new AccountUpdated(
            id,
            present.username(),
            profile,
            present.createdAt(),
            ids.clock().instant().truncatedTo(ChronoUnit.MILLIS),
            null);
    // Counted first: once it is published the answer must not depend on Redis.
    AccountAnswer.Counted counted = answer.counted(id);
    AccountBody changed = accounts.publish(account, counted.relations().requestedBy());
    profiles.replaced(id, present.profile(), profile);
    return answer.own(changed, counted, profile);
  }
}
