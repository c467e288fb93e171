package io.rivulet.ingest.kept;

import io.rivulet.event.KeptEvent;
import io.rivulet.ingest.known.KnownKept;
import io.rivulet.ingest.publish.Overlay;
import io.rivulet.ingest.publish.Publisher;
import io.rivulet.kept.Kept;

/// Publishes changes of what is kept: Kafka first, then the overlay.
///
/// Of two changes at one moment each is answered with what it made of what was there before both;
/// the fan-out makes both, in the order of Kafka.
public final class KeptPublisher {
  private final Publisher publisher;
  private final Overlay overlay;
  private final KnownKept known;

  public KeptPublisher(Publisher publisher, Overlay overlay, KnownKept known) {
    this.publisher = publisher;
    this.overlay = overlay;
    this.known = known;
  }

  /// What is kept for an account now.
  Kept of(long account) {
    return known.of(account);
  }

  /// Publishes a change.
  ///
  /// @param before what was kept when the request was checked
  /// @return what is kept from now on
  Kept publish(Kept before, KeptEvent event) {
    Kept after = before.after(event, publisher.publish(event).offset());
    overlay.put(event.account(), after);
    return after;
  }
}
