package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account as it is from now on, whether new or changed.
///
/// @param username unique whatever its case, and never changed
public record AccountUpdated(
    long id,
    String username,
    Profile profile,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Origin origin)
    implements AccountEvent {

  public AccountUpdated {
    Check.id("id", id);
    Usernames.check("username", username);
    Check.instant("createdAt", createdAt);
    Check.instant("updatedAt", updatedAt);
  }
}
