package io.rivulet.ingest;

import io.rivulet.event.EventJson;
import io.rivulet.event.Origin;
import io.rivulet.event.RelationEvent;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import io.rivulet.relations.Relation;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The definition: what the records of `feed.relations.v1` make of each pair, replays left out.
/// What the fan-out would write follows from it.
final class RelationLog {
  private final Map<Pair, Relation> relations = new HashMap<>();
  private final Map<Applied, Long> applied = new HashMap<>();

  private record Pair(long viewer, long target) {}

  private record Applied(long viewer, int partition) {}

  private record Lane(int partition, int submissions) {}

  private RelationLog() {}

  /// All there is of the log.
  static RelationLog read(String kafka) {
    RelationLog log = new RelationLog();
    Map<Lane, Long> seen = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : Topic.read(kafka, Topics.RELATIONS)) {
      RelationEvent event = EventJson.decode(record.value(), RelationEvent.class);
      Origin origin = event.origin();
      if (origin == null
          || origin.order() > seen.getOrDefault(lane(record, origin), Long.MIN_VALUE)) {
        log.relations.merge(
            new Pair(event.viewer(), event.target()),
            Relation.NONE.after(event),
            (present, ignored) -> present.after(event));
        if (origin != null) {
          seen.put(lane(record, origin), origin.order());
        }
      }
      log.applied.put(new Applied(event.viewer(), record.partition()), record.offset());
    }
    return log;
  }

  private static Lane lane(ConsumerRecord<byte[], byte[]> record, Origin origin) {
    return new Lane(record.partition(), origin.partition());
  }

  /// What `viewer` is to `target`.
  Relation of(long viewer, long target) {
    return relations.getOrDefault(new Pair(viewer, target), Relation.NONE);
  }

  /// Writes the relations of accounts as the fan-out does.
  void write(Redis redis, List<Long> accounts) {
    for (long account : accounts) {
      RelationsBuilder builder = new RelationsBuilder();
      relations.forEach(
          (pair, relation) -> {
            if (pair.viewer() == account) {
              builder.set(pair.target(), relation, false);
            } else if (pair.target() == account) {
              builder.setInverse(pair.viewer(), relation.blocking(), relation.requested());
            }
          });
      applied.forEach(
          (at, offset) -> {
            if (at.viewer() == account) {
              builder.applied(at.partition(), offset);
            }
          });
      redis.await(redis.commands().set(Keyspace.relations(account), builder.build(1).encode()));
    }
  }
}
