package io.rivulet.ingest.relation;

import io.rivulet.event.RelationEvent;
import io.rivulet.ingest.known.Pair;
import io.rivulet.ingest.publish.Acknowledged;
import io.rivulet.ingest.publish.Overlay;
import io.rivulet.ingest.publish.Publisher;
import io.rivulet.relations.OwnRelation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Publishes relations: Kafka first, then the overlay of the account whose relation it is, which
/// need not be the one who acts.
public final class RelationPublisher {
  private final Publisher publisher;
  private final Overlay overlay;
  private final Clock clock;

  public RelationPublisher(Publisher publisher, Overlay overlay, Clock clock) {
    this.publisher = publisher;
    this.overlay = overlay;
    this.clock = clock;
  }

  /// Publishes a record of one of both sides.
  ///
  /// @param before what both were to each other when the request was checked
  /// @return what they are now, for which Redis is not asked again
  Pair publish(Pair before, RelationEvent event) {
    Acknowledged stored = publisher.publish(event);
    Pair after = before.after(event);
    overlay.put(
        event.viewer(),
        new OwnRelation(event.target(), stored.partition(), stored.offset(), after.side(event)));
    return after;
  }

  /// The time of what is published now, to the millisecond.
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
