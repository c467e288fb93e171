package io.rivulet.reader.index;

import io.rivulet.event.AccountUpdated;
import io.rivulet.event.EventJson;
import java.io.IOException;

/// What a record of `feed.accounts.v1` makes of an account.
final class AccountIndexing {
  private final Changes changes;

  AccountIndexing(Changes changes) {
    this.changes = changes;
  }

  void apply(AccountUpdated account) throws IOException {
    String key = Fields.account(account.id());
    byte[] state = EventJson.encode(account);
    changes.put(key, state, Documents.of(account, changes.rank(key), state));
    changes.rank(account.id());
  }

  static AccountUpdated decode(byte[] state) {
    return EventJson.decode(state, AccountUpdated.class);
  }
}
