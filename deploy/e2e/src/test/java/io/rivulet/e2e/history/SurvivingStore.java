package io.rivulet.e2e.history;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// A state store as its changelog has it: it outlives its task, and of what was put since the last
/// commit a crash leaves only the first puts, as a producer that dies leaves the first of what it
/// had under way.
final class SurvivingStore implements KeyValueStore<Bytes, byte[]> {
  private record Put(Bytes key, @Nullable Bytes before) {}

  private final String name;
  private final TreeMap<Bytes, byte[]> values = new TreeMap<>();
  private final List<Put> uncommitted = new ArrayList<>();
  private boolean open;

  SurvivingStore(String name) {
    this.name = name;
  }

  int uncommitted() {
    return uncommitted.size();
  }

  void commit() {
    uncommitted.clear();
  }

  /// Goes back to what it was after the first puts since the last commit.
  void crash(int kept) {
    while (uncommitted.size() > kept) {
      Put last = uncommitted.removeLast();
      set(last.key(), last.before() == null ? null : last.before().get());
    }
    uncommitted.clear();
  }

  private void set(Bytes key, byte @Nullable [] value) {
    if (value == null) {
      values.remove(key);
    } else {
      values.put(key, value);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, (_, _) -> {});
    open = true;
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public Position getPosition() {
    return Position.emptyPosition();
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return values.get(key);
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    uncommitted.add(new Put(key, Bytes.wrap(values.get(key))));
    set(key, value);
  }

  @Override
  public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
    byte[] present = values.get(key);
    if (present == null) {
      put(key, value);
    }
    return present;
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    entries.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public byte @Nullable [] delete(Bytes key) {
    byte[] present = values.get(key);
    put(key, null);
    return present;
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    return new Entries(values.subMap(from, true, to, true));
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
    return new Entries(values.subMap(from, true, to, true).descendingMap());
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return new Entries(values);
  }

  @Override
  public long approximateNumEntries() {
    return values.size();
  }

  /// Entries as they are now: what is put meanwhile is not seen.
  private static final class Entries implements KeyValueIterator<Bytes, byte[]> {
    private final Iterator<KeyValue<Bytes, byte[]>> entries;

    Entries(Map<Bytes, byte[]> values) {
      List<KeyValue<Bytes, byte[]>> copy = new ArrayList<>();
      values.forEach((key, value) -> copy.add(KeyValue.pair(key, value)));
      entries = copy.iterator();
    }

    @Override
    public boolean hasNext() {
      return entries.hasNext();
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
      return entries.next();
    }

    @Override
    public Bytes peekNextKey() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
