package io.rivulet.e2e.history;

import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/// One of the two stages of `FanoutTopology`, alone, so that records can wait between them.
///
/// @param subtopology its number in the names of tasks
/// @param sources topics
/// @param stores their names
/// @param sinks their names, each with its topic
record Stage(
    int subtopology,
    List<String> sources,
    List<String> stores,
    List<Sink> sinks,
    Supplier<Processor<byte[], byte[], byte[], byte[]>> processor) {

  record Sink(String name, String topic) {}

  /// Where a task's records for a topic wait. Were it the topic itself, TopologyTestDriver would
  /// hand those that a task writes to its own source back to it at once, whatever their partition.
  static String output(String topic) {
    return "to-" + topic;
  }

  /// The topology for one task.
  Topology topology(TaskContext context, List<SurvivingStore> survivors) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    Topology topology = new Topology();
    for (String source : sources) {
      topology.addSource("from-" + source, bytes, bytes, source);
    }
    topology.addProcessor(
        "stage",
        () -> context.around(processor.get()),
        sources.stream().map(source -> "from-" + source).toArray(String[]::new));
    for (SurvivingStore store : survivors) {
      topology.addStateStore(
          Stores.keyValueStoreBuilder(supplier(store), Serdes.Bytes(), Serdes.ByteArray())
              .withCachingDisabled()
              .withLoggingDisabled(),
          "stage");
    }
    ByteArraySerializer toBytes = new ByteArraySerializer();
    for (Sink sink : sinks) {
      topology.addSink(sink.name(), output(sink.topic()), toBytes, toBytes, "stage");
    }
    return topology;
  }

  private static KeyValueBytesStoreSupplier supplier(SurvivingStore store) {
    return new KeyValueBytesStoreSupplier() {
      @Override
      public String name() {
        return store.name();
      }

      @Override
      public KeyValueStore<Bytes, byte[]> get() {
        return store;
      }

      @Override
      public String metricsScope() {
        return "surviving";
      }
    };
  }
}
