package io.rivulet.fanout.stage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/// The stores of a task, and what was in them at earlier times.
final class TaskStores {
  private final Map<String, KeyValueStore<Bytes, byte[]>> stores = new HashMap<>();

  /// Opens stores with what they had, empty at first.
  static TaskStores open(
      MockProcessorContext<byte[], byte[]> context,
      List<String> names,
      Map<String, Map<Bytes, byte[]>> contents) {
    TaskStores opened = new TaskStores();
    for (String name : names) {
      KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore(name).get();
      store.init(context.getStateStoreContext(), store);
      contents.getOrDefault(name, Map.of()).forEach(store::put);
      opened.stores.put(name, store);
    }
    return opened;
  }

  /// All that is in them now.
  Map<String, Map<Bytes, byte[]>> contents() {
    Map<String, Map<Bytes, byte[]>> contents = new HashMap<>();
    stores.forEach(
        (name, store) -> {
          Map<Bytes, byte[]> copy = new HashMap<>();
          try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
              KeyValue<Bytes, byte[]> entry = all.next();
              copy.put(entry.key, entry.value);
            }
          }
          contents.put(name, copy);
        });
    return contents;
  }
}
