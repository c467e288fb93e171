package io.rivulet.ingest.account;

import io.rivulet.account.AccountBody;
import io.rivulet.account.AccountRenderer;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.FollowAccepted;
import io.rivulet.ingest.publish.Overlay;
import io.rivulet.ingest.publish.Publisher;
import java.util.Arrays;

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

  /// Publishes a new account.
  AccountBody create(AccountUpdated account) {
    return publish(account, new long[0]);
  }

  /// Publishes an account as it is from now on. One that is not locked accepts whoever asked to
  /// follow it, whether it was locked until now or not: so a request that crossed the unlocking, or
  /// that Kafka did not take an acceptance of, is accepted the next time.
  ///
  /// @param requestedBy who asked to follow it
  AccountBody publish(AccountUpdated account, long[] requestedBy) {
    long version = publisher.publish(account).offset();
    AccountBody body = AccountBody.of(account, version, renderer);
    overlay.put(account.id(), body);
    if (!account.profile().locked()) {
      publisher.publishAll(
          Arrays.stream(requestedBy)
              .mapToObj(asked -> new FollowAccepted(asked, account.id(), account.updatedAt(), null))
              .toList());
    }
    return body;
  }
}
