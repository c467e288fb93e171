package io.rivulet.fanout;

import io.rivulet.fanout.deliver.DeliverProcessor;
import io.rivulet.fanout.plan.PlanProcessor;
import io.rivulet.topic.Topics;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// The two stages: `posts, relations, accounts, acts → plan → deliveries → deliver → Redis`. Few
/// deliveries make others: the deliver stage knows who has to be told of an edit.
///
/// Names of nodes and stores are part of the state's names in Kafka: a rename loses the state.
public final class FanoutTopology {
  private static final ByteArrayDeserializer BYTES = new ByteArrayDeserializer();
  private static final ByteArraySerializer TO_BYTES = new ByteArraySerializer();

  private FanoutTopology() {}

  public static Topology of(PlanProcessor.Worker plan, DeliverProcessor.Worker deliver) {
    return of(plan, deliver, () -> {});
  }

  /// @param admitted throws if no task may be made
  static Topology of(
      PlanProcessor.Worker plan, DeliverProcessor.Worker deliver, Runnable admitted) {
    return new Topology()
        .addSource("posts", BYTES, BYTES, Topics.POSTS)
        .addSource("relations", BYTES, BYTES, Topics.RELATIONS)
        .addSource("accounts", BYTES, BYTES, Topics.ACCOUNTS)
        .addSource("acts", BYTES, BYTES, Topics.ACTS)
        .addProcessor(
            "plan",
            () -> {
              admitted.run();
              return new PlanProcessor(plan);
            },
            "posts",
            "relations",
            "accounts",
            "acts")
        .addStateStore(store("authors"), "plan")
        .addStateStore(store("followers"), "plan")
        .addSink(
            PlanProcessor.TO_DELIVERIES,
            Topics.DELIVERIES,
            TO_BYTES,
            TO_BYTES,
            FanoutTopology::partition,
            "plan")
        .addSink(PlanProcessor.TO_DEAD_LETTERS, Topics.DEAD_LETTERS, TO_BYTES, TO_BYTES, "plan")
        .addSource("deliveries", BYTES, BYTES, Topics.DELIVERIES)
        .addProcessor(
            "deliver",
            () -> {
              admitted.run();
              return new DeliverProcessor(deliver);
            },
            "deliveries")
        .addStateStore(store("following"), "deliver")
        .addStateStore(store("reactions"), "deliver")
        .addSink(
            DeliverProcessor.TO_DELIVERIES,
            Topics.DELIVERIES,
            TO_BYTES,
            TO_BYTES,
            FanoutTopology::partition,
            "deliver")
        .addSink(
            DeliverProcessor.TO_DEAD_LETTERS, Topics.DEAD_LETTERS, TO_BYTES, TO_BYTES, "deliver");
  }

  /// A delivery's key is its partition.
  private static Optional<Set<Integer>> partition(
      String topic, byte[] key, byte[] value, int partitions) {
    return Optional.of(Set.of(ByteBuffer.wrap(key).getInt()));
  }

  /// Without a cache: a change must be in the changelog's order, and scans read the store itself.
  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }
}
