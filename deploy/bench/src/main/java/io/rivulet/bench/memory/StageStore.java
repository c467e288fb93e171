package io.rivulet.bench.memory;

import io.rivulet.fanout.StateStores;
import io.rivulet.local.LocalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.DBOptions;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// A state store as a task has it: Kafka Streams' own class, with the settings of feed-fanout.
public final class StageStore implements AutoCloseable {
  private static final TaskId TASK = new TaskId(0, 0);

  private final String name;
  private final Path folder;
  private final KeyValueStore<Bytes, byte[]> store;

  private StageStore(String name, Path folder, KeyValueStore<Bytes, byte[]> store) {
    this.name = name;
    this.folder = folder;
    this.store = store;
  }

  /// Opens an empty one.
  public static StageStore open(String name) {
    try {
      Path folder = Files.createTempDirectory("rivulet-bench-store-");
      Properties properties = new Properties();
      properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
      properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
      properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
      properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StateStores.class);
      var context = new MockProcessorContext<>(properties, TASK, folder.toFile());
      KeyValueStore<Bytes, byte[]> store = Stores.persistentKeyValueStore(name).get();
      store.init(context.getStateStoreContext(), store);
      return new StageStore(name, folder, store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The store itself.
  public KeyValueStore<Bytes, byte[]> store() {
    return store;
  }

  /// Bytes that a closed store takes.
  ///
  /// @param filled the whole folder, as it was left
  /// @param folder the whole folder, after compaction
  /// @param tables live tables alone, after compaction
  public record Size(long filled, long folder, long tables) {}

  /// Closes the store and compacts it.
  public Size measure() {
    store.close();
    Path database = folder.resolve("rocksdb").resolve(name);
    long filled = bytes(database);
    try {
      long tables = compact(database);
      return new Size(filled, bytes(database), tables);
    } catch (RocksDBException e) {
      throw new LocalException("The store cannot be compacted: " + e.getMessage(), e);
    }
  }

  private long compact(Path database) throws RocksDBException {
    try (Options options = new Options()) {
      options.setTableFormatConfig(new BlockBasedTableConfig());
      options.setCompactionStyle(CompactionStyle.UNIVERSAL);
      new StateStores().setConfig(name, options, Map.of());
      var descriptors = new ArrayList<ColumnFamilyDescriptor>();
      for (byte[] family : RocksDB.listColumnFamilies(options, database.toString())) {
        descriptors.add(new ColumnFamilyDescriptor(family, new ColumnFamilyOptions(options)));
      }
      var handles = new ArrayList<ColumnFamilyHandle>();
      try (DBOptions dbOptions = new DBOptions(options);
          RocksDB open = RocksDB.open(dbOptions, database.toString(), descriptors, handles)) {
        for (ColumnFamilyHandle handle : handles) {
          open.compactRange(handle);
        }
        List<LiveFileMetaData> live = open.getLiveFilesMetaData();
        handles.forEach(ColumnFamilyHandle::close);
        return live.stream().mapToLong(LiveFileMetaData::size).sum();
      }
    }
  }

  private static long bytes(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(StageStore::size).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    store.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
