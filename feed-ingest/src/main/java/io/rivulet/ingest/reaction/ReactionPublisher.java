package io.rivulet.ingest.reaction;

import io.rivulet.event.PostRef;
import io.rivulet.event.Reacted;
import io.rivulet.event.Reaction;
import io.rivulet.event.ReactionEvent;
import io.rivulet.event.Unreacted;
import io.rivulet.id.IdGenerator;
import io.rivulet.ingest.publish.Acknowledged;
import io.rivulet.ingest.publish.Overlay;
import io.rivulet.ingest.publish.Publisher;
import io.rivulet.ingest.status.Statuses.Seen;
import io.rivulet.reaction.Applied.Source;
import io.rivulet.reaction.OwnReaction;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Publishes reactions: Kafka first, then the overlay of the account that reacts.
public final class ReactionPublisher {
  private final Publisher publisher;
  private final Overlay overlay;
  private final IdGenerator ids;
  private final Clock clock;

  public ReactionPublisher(Publisher publisher, Overlay overlay, IdGenerator ids, Clock clock) {
    this.publisher = publisher;
    this.overlay = overlay;
    this.ids = ids;
    this.clock = clock;
  }

  /// Publishes that an account reacts to a post, or takes it back.
  ///
  /// @param changes whether the account finds it otherwise now
  void publish(long account, Seen post, Reaction reaction, boolean on, boolean changes) {
    PostRef ref = new PostRef(post.id(), post.body().author());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    long id = on ? ids.next() : 0;
    ReactionEvent event =
        on
            ? new Reacted(id, account, reaction, ref, now, null)
            : new Unreacted(account, reaction, ref, now, null);
    Acknowledged stored = publisher.publish(event);
    if (!changes) {
      return;
    }
    overlay.put(
        account,
        new OwnReaction(
            post.id(), reaction, Source.acts(stored.partition()), stored.offset(), on, id));
  }
}
