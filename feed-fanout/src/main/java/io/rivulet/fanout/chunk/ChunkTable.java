package io.rivulet.fanout.chunk;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Ascending ids of many owners in a store, perhaps with a value each, in chunks of at most some
/// hundred bytes: so that an id takes few bytes, a change rewrites little and a scan is quick.
///
/// A chunk's key is a letter, the owner and the lower bound of what may be in the chunk; the bound
/// of an owner's first chunk is zero and stays. So the chunk of an id is the last one whose bound
/// is not above the id, and a full chunk splits in two.
///
/// A split puts two chunks. Should a crash let only the first survive, the upper half, then the old
/// chunk still holds what moved. So whoever reads a chunk stops at the bound of the next one, and
/// an empty chunk stays, that its bound may stay.
///
/// Nobody else may write what it reads. For one thread.
public final class ChunkTable {
  private static final int BOUND_AT = 1 + Long.BYTES;
  private static final byte[] NOTHING = {};
  private static final long NOBODY = -1;

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte letter;
  private final Layout layout;
  private final int most;

  private final Bounds bounds = new Bounds();

  /// The chunk looked up last: an event asks for the same one several times.
  private Chunk last;

  private long lastOwner = NOBODY;

  /// Ids in the part of a store whose keys begin with a letter.
  ///
  /// @param layout of what follows each id
  /// @param most bytes of a chunk, at least enough for two ids
  public ChunkTable(KeyValueStore<Bytes, byte[]> store, char letter, Layout layout, int most) {
    this.store = store;
    this.letter = (byte) letter;
    this.layout = layout;
    this.most = most;
    this.last = new Chunk(0, NOTHING, layout);
  }

  /// Takes one id after the other.
  @FunctionalInterface
  public interface Visitor {
    /// Takes an id.
    ///
    /// @param bytes in which its value begins at `at`
    void visit(long id, byte[] bytes, int at);
  }

  /// Visits all ids of an owner, ascending.
  public void forEach(long owner, Visitor visitor) {
    long[] few = bounds(owner);
    if (!Bounds.isMany(few)) {
      for (int i = 0; i < few.length; i++) {
        visit(chunk(owner, few[i]), i + 1 < few.length ? few[i + 1] : Long.MAX_VALUE, visitor);
      }
      return;
    }
    try (KeyValueIterator<Bytes, byte[]> chunks =
        store.range(key(owner, 0), key(owner, Long.MAX_VALUE))) {
      while (chunks.hasNext()) {
        KeyValue<Bytes, byte[]> chunk = chunks.next();
        visit(new Chunk(bound(chunk.key), chunk.value, layout), end(chunks), visitor);
      }
    }
  }

  private static void visit(Chunk chunk, long end, Visitor visitor) {
    Ascending ids = chunk.ids();
    while (ids.next() && ids.id() < end) {
      visitor.visit(ids.id(), chunk.bytes(), ids.value());
    }
  }

  public boolean contains(long owner, long id) {
    return chunkOf(owner, id).contains(id);
  }

  /// The value of an id, or null if the id is not there.
  public byte @Nullable [] get(long owner, long id) {
    Chunk chunk = chunkOf(owner, id);
    int at = chunk.at(id);
    return at < 0 ? null : Arrays.copyOfRange(chunk.bytes(), at, layout.end(chunk.bytes(), at));
  }

  /// Visits all owners, ascending, some of them more than once.
  public void owners(LongConsumer visitor) {
    try (KeyValueIterator<Bytes, byte[]> chunks =
        store.range(key(0, 0), key(Long.MAX_VALUE, Long.MAX_VALUE))) {
      while (chunks.hasNext()) {
        visitor.accept(ByteBuffer.wrap(chunks.next().key.get()).getLong(1));
      }
    }
  }

  /// Adds an id without a value.
  ///
  /// @return whether that changed anything
  public boolean add(long owner, long id) {
    Chunk chunk = chunkOf(owner, id);
    if (chunk.contains(id)) {
      return false;
    }
    put(owner, chunk.with(id, NOTHING));
    return true;
  }

  /// Puts the value of an id.
  public void put(long owner, long id, byte[] value) {
    put(owner, chunkOf(owner, id).with(id, value));
  }

  /// Removes an id.
  ///
  /// @return whether that changed anything
  public boolean remove(long owner, long id) {
    Chunk chunk = chunkOf(owner, id);
    if (!chunk.contains(id)) {
      return false;
    }
    store(owner, chunk.without(id));
    return true;
  }

  /// Whether an owner has any chunk, perhaps an empty one. Where most have none this is much
  /// cheaper than to look for ids.
  public boolean hasOwner(long owner) {
    return lastOwner == owner || store.get(key(owner, 0)) != null;
  }

  /// Gives an owner an empty chunk if he has none.
  public void open(long owner) {
    if (!hasOwner(owner)) {
      store(owner, new Chunk(0, NOTHING, layout));
    }
  }

  private Chunk chunkOf(long owner, long id) {
    long[] few = bounds(owner);
    if (!Bounds.isMany(few)) {
      int at = few.length - 1;
      while (at > 0 && few[at] > id) {
        at--;
      }
      return at < 0 ? new Chunk(0, NOTHING, layout) : chunk(owner, few[at]);
    }
    try (KeyValueIterator<Bytes, byte[]> below =
        store.reverseRange(key(owner, 0), key(owner, id))) {
      KeyValue<Bytes, byte[]> chunk = below.next();
      return new Chunk(bound(chunk.key), chunk.value, layout);
    }
  }

  private Chunk chunk(long owner, long bound) {
    if (lastOwner != owner || last.bound() != bound) {
      byte[] bytes = Objects.requireNonNull(store.get(key(owner, bound)), "no chunk is removed");
      last = new Chunk(bound, bytes, layout);
      lastOwner = owner;
    }
    return last;
  }

  private long[] bounds(long owner) {
    long[] known = bounds.of(owner);
    if (known == null) {
      known = read(owner);
      bounds.keep(owner, known);
    }
    return known;
  }

  private long[] read(long owner) {
    long[] read = new long[Bounds.MOST];
    int size = 0;
    try (KeyValueIterator<Bytes, byte[]> chunks =
        store.range(key(owner, 0), key(owner, Long.MAX_VALUE))) {
      while (chunks.hasNext()) {
        if (size == Bounds.MOST) {
          return Bounds.MANY;
        }
        read[size++] = bound(chunks.next().key);
      }
    }
    return Arrays.copyOf(read, size);
  }

  private void put(long owner, Chunk chunk) {
    if (chunk.bytes().length <= most) {
      store(owner, chunk);
      return;
    }
    // What a crash left above the end must not become a bound: it would count again.
    Chunk own = chunk.below(end(owner, chunk.bound()));
    if (own.bytes().length <= most) {
      store(owner, own);
      return;
    }
    Chunk.Halves halves = own.split();
    // The upper half first: should it alone survive a crash, nobody is missing.
    store(owner, halves.upper());
    store(owner, halves.lower());
  }

  private void store(long owner, Chunk chunk) {
    store.put(key(owner, chunk.bound()), chunk.bytes());
    bounds.has(owner, chunk.bound());
    last = chunk;
    lastOwner = owner;
  }

  /// The bound of the chunk that comes after one.
  private long end(long owner, long bound) {
    long[] few = bounds(owner);
    if (!Bounds.isMany(few)) {
      int above = Arrays.binarySearch(few, bound + 1);
      int at = above < 0 ? -above - 1 : above;
      return at < few.length ? few[at] : Long.MAX_VALUE;
    }
    try (KeyValueIterator<Bytes, byte[]> above =
        store.range(key(owner, bound + 1), key(owner, Long.MAX_VALUE))) {
      return end(above);
    }
  }

  private static long end(KeyValueIterator<Bytes, byte[]> chunks) {
    return chunks.hasNext() ? bound(chunks.peekNextKey()) : Long.MAX_VALUE;
  }

  private Bytes key(long owner, long bound) {
    return Bytes.wrap(
        ByteBuffer.allocate(BOUND_AT + Long.BYTES)
            .put(letter)
            .putLong(owner)
            .putLong(bound)
            .array());
  }

  private static long bound(Bytes key) {
    return ByteBuffer.wrap(key.get()).getLong(BOUND_AT);
  }
}
