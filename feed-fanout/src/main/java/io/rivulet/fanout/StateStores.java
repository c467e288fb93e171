package io.rivulet.fanout;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.Filter;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/// How RocksDB keeps the state stores: compressed, and with one bound on memory for all stores of a
/// worker, of which there are three a partition.
///
/// What Kafka Streams sets by itself is no compression, and up to 98 MB a store.
public final class StateStores implements RocksDBConfigSetter {
  private static final int MEGABYTE = 1 << 20;

  /// The setting that says how much memory there is, in megabytes.
  static final String SETTING = "rivulet.store.megabytes";

  /// What all stores of a worker hold outside its heap if nothing is set: blocks read, and in them
  /// changes.
  static final int MEGABYTES = 48;

  /// So much of it is for changes not yet on disk. Kafka has them: a crash restores from the
  /// changelog.
  private static final int WRITTEN_PART = 3;

  private static final long WRITTEN_PER_STORE = 2L * MEGABYTE;

  /// Of the memory of changes, which dozens of stores take a piece of: small.
  private static final long ARENA = 64L << 10;

  /// What is compressed and read at once. Smaller ones are read sooner and compress worse.
  private static final int BLOCK = 16 << 10;

  private static final double FILTER_BITS = 10;

  static {
    RocksDB.loadLibrary();
  }

  /// Shared by all stores of the same bound, which is all of a worker, and never closed.
  private record Memory(Cache cache, WriteBufferManager writes) {
    static Memory of(int megabytes) {
      Cache cache = new LRUCache((long) megabytes * MEGABYTE);
      return new Memory(
          cache, new WriteBufferManager((long) megabytes * MEGABYTE / WRITTEN_PART, cache));
    }
  }

  private static final Map<Integer, Memory> MEMORY = new ConcurrentHashMap<>();
  private static final Filter FILTER = new BloomFilter(FILTER_BITS);

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    Memory memory =
        MEMORY.computeIfAbsent(
            configs.get(SETTING) instanceof Integer set ? set : MEGABYTES, Memory::of);
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table
        .setBlockCache(memory.cache())
        .setBlockSize(BLOCK)
        .setFilterPolicy(FILTER)
        .setCacheIndexAndFilterBlocks(true)
        .setPinTopLevelIndexAndFilter(true);
    options
        .setTableFormatConfig(table)
        .setWriteBufferManager(memory.writes())
        .setWriteBufferSize(WRITTEN_PER_STORE)
        .setArenaBlockSize(ARENA)
        // What was just written is soon written again; what lies at the bottom stays.
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION);
  }

  @Override
  public void close(String store, Options options) {
    // Nothing is the store's own.
  }
}
