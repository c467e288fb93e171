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
  private final KeyValueStore<Bytes, byte[]> store;
  private final PairTable pairs;
  private final Crossings crossings;
  private final OriginGuard replays;
  private final Audience audience;
  private final PlanMetrics metrics;

  RelationPlanner(
      KeyValueStore<Bytes, byte[]> store,
      PairTable pairs,
      Crossings crossings,
      OriginGuard replays,
      Audience audience,
      PlanMetrics metrics) {
    this.store = store;
    this.pairs = pairs;
    this.crossings = crossings;
    this.replays = replays;
    this.audience = audience;
    this.metrics = metrics;
  }

  /// The highest offset planned, -1 if none was.
  long planned() {
    byte[] value = store.get(StoreKeys.PLANNED);
    return value == null ? -1 : ByteBuffer.wrap(value).getLong();
  }

  /// Plans an event.
  ///
  /// @param partition of feed.relations.v1
  Planned plan(RelationEvent event, int partition, long offset) {
    long planned = planned();
    long version = Math.max(planned, offset);
    // Before the change as well: where all are pulled, so is the first follower's author.
    List<Planned.Addressed> deliveries = new ArrayList<>(crossings.review(event.target(), planned));
    if (offset <= planned || replays.isReplay(event.origin())) {
      metrics.replays.increment();
    } else {
      Relation before = pairs.get(event.viewer(), event.target());
      Relation after = before.after(event);
      if (!after.equals(before)) {
        pairs.put(event.viewer(), event.target(), after);
      }
      replays.saw(event.origin());
    }
    if (offset > planned) {
      // After the change: an event of which only the change was kept does no harm a second time.
      store.put(StoreKeys.PLANNED, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
    }
    deliveries.addAll(crossings.review(event.target(), version));
    deliveries.addAll(told(event, partition, offset));
    return Planned.of(deliveries);
  }

  private List<Planned.Addressed> told(RelationEvent event, int partition, long offset) {
    long viewer = event.viewer();
    long target = event.target();
    Relation now = pairs.get(viewer, target);
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
