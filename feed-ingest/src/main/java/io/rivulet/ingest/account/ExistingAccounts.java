package io.rivulet.ingest.account;

import io.rivulet.account.AccountBody;
import io.rivulet.id.Ids;
import io.rivulet.ingest.known.KnownAccounts;
import io.rivulet.ingest.known.Names;
import io.rivulet.post.WebAddresses;
import java.time.Instant;
import java.util.Optional;

/// Finds the account that a name belongs to, or lets a new one have it.
public final class ExistingAccounts {
  private final KnownAccounts accounts;
  private final Names names;
  private final WebAddresses addresses;

  public ExistingAccounts(KnownAccounts accounts, Names names, WebAddresses addresses) {
    this.accounts = accounts;
    this.names = names;
    this.addresses = addresses;
  }

  /// An account's members that never change.
  public record Named(long id, String username, Instant createdAt) {}

  /// The account of a name: the one that has it, else a new one with the given id and time.
  public Named named(String username, long newId, Instant newCreatedAt) {
    long id = names.claim(username, newId);
    Optional<AccountBody> body = id == newId ? Optional.empty() : accounts.find(id);
    if (body.isPresent()) {
      ServedAccount present = ServedAccount.read(id, body.get(), addresses);
      return new Named(id, present.username(), present.createdAt());
    }
    // Claimed a moment ago and not worked on by the fan-out yet: its id tells its time.
    return new Named(id, username, id == newId ? newCreatedAt : Ids.time(id));
  }
}
