package io.rivulet.ingest.account;

import io.rivulet.account.AccountBody;
import io.rivulet.account.AccountRenderer;
import io.rivulet.event.AccountUpdated;
import io.rivulet.ingest.publish.Overlay;
import io.rivulet.ingest.publish.Publisher;

/// Publishes accounts: Kafka first, then the overlay, then the answer.
public final class Accounts {
  private final Publisher publisher;
  private final Overlay overlay;
  private final AccountRenderer renderer;

  public Accounts(Publisher publisher, Overlay overlay, AccountRenderer renderer) {
    this.publisher = publisher;
    this.overlay = overlay;
    this.renderer = renderer;
  }

  /// Publishes an account as it is from now on.
  AccountBody publish(AccountUpdated account) {
    long version = publisher.publish(account);
    AccountBody body = AccountBody.of(account, version, renderer);
    overlay.put(account.id(), body);
    return body;
  }
}
