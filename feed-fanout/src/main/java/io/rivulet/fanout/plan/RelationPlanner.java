package io.rivulet.fanout.plan;

import io.rivulet.event.RelationEvent;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.relations.Relation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// Decides what follows from an event of relations: what the pair is now, who is told, and whether
/// the target crosses between push and pull.
///
/// What a pair is depends on the order of its events: a follow during a block means nothing, and
/// after the block it would. So an event at or below the highest offset planned, which comes again
/// after a crash, changes nothing; like every repeated one it is answered with what is true now.
final class RelationPlanner {
  private static final long UNKNOWN = -2;

  private final KeyValueStore<Bytes, byte[]> store;
  private final PairTable pairs;
  private final Crossings crossings;
  private final OriginGuard replays;
  private final Audience audience;
  private final Responses responses;
  private final PlanMetrics metrics;
  private long planned = UNKNOWN;

  RelationPlanner(
      KeyValueStore<Bytes, byte[]> store,
      PairTable pairs,
      Crossings crossings,
      OriginGuard replays,
      Audience audience,
      Responses responses,
      PlanMetrics metrics) {
    this.store = store;
    this.pairs = pairs;
    this.crossings = crossings;
    this.replays = replays;
    this.audience = audience;
    this.responses = responses;
    this.metrics = metrics;
  }

  /// The highest offset planned, -1 if none was.
  long planned() {
    if (planned == UNKNOWN) {
      byte[] value = store.get(StoreKeys.PLANNED);
      planned = value == null ? -1 : ByteBuffer.wrap(value).getLong();
    }
    return planned;
  }

  /// Plans an event.
  ///
  /// @param partition of feed.relations.v1
  Planned plan(RelationEvent event, int partition, long offset) {
    long before = planned();
    // Before the change as well: where all are pulled, so is the first follower's author.
    List<Planned.Addressed> deliveries = new ArrayList<>(crossings.review(event.target(), before));
    Relation there = pairs.get(event.viewer(), event.target());
    Relation now = there;
    boolean again = offset <= before || replays.isReplay(event.origin());
    if (again) {
      metrics.replays.increment();
    } else {
      now = changed(event, there);
      replays.saw(event.origin());
    }
    if (offset > before) {
      // After the change: an event of which only the change was kept does no harm a second time.
      store.put(StoreKeys.PLANNED, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
      planned = offset;
    }
    deliveries.addAll(crossings.review(event.target(), planned));
    deliveries.addAll(told(event, now, partition, offset));
    deliveries.addAll(responses.of(event, there, now, again, offset));
    return Planned.of(deliveries);
  }

  private Relation changed(RelationEvent event, Relation before) {
    Relation after = before.after(event);
    if (!after.equals(before)) {
      pairs.put(event.viewer(), event.target(), after);
    }
    return after;
  }

  private List<Planned.Addressed> told(
      RelationEvent event, Relation now, int partition, long offset) {
    long viewer = event.viewer();
    long target = event.target();
    Planned.Addressed own =
        new Planned.Addressed(
            audience.partitionOf(viewer),
            new Delivery.Relation(viewer, target, now, crossings.pulls(target), partition, offset));
    if (!pairs.hasRecord(viewer, target)) {
      return List.of(own);
    }
    return List.of(
        own,
        new Planned.Addressed(
            audience.partitionOf(target),
            new Delivery.Inverse(target, viewer, now.blocking(), now.requested(), offset)));
  }
}
