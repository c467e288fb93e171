package io.rivulet.fanout.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class ChunkTableTest {
  private static final int CHUNK = 64;
  private static final long OWNER = 7;
  private static final HexFormat HEX = HexFormat.of();
  private static final Layout VALUE = (bytes, at) -> at + 1 + bytes[at];

  private KeyValueStore<Bytes, byte[]> store = store();
  private ChunkTable table = table();

  private static KeyValueStore<Bytes, byte[]> store() {
    KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("ids").get();
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    return store;
  }

  private ChunkTable table() {
    return new ChunkTable(store, 'o', VALUE, CHUNK);
  }

  /// A length, and as many bytes.
  private static byte[] value(Random random) {
    byte[] value = new byte[1 + random.nextInt(9)];
    random.nextBytes(value);
    value[0] = (byte) (value.length - 1);
    return value;
  }

  @Test
  void whateverIsPutAndRemovedIsThereOrNot() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    NavigableMap<Long, String> expected = new TreeMap<>();
    table.put(OWNER - 1, 5, value(random));
    table.put(OWNER + 1, 5, value(random));
    for (int i = 0; i < 5_000; i++) {
      long id = 1 + (random.nextBoolean() ? random.nextInt(300) : random.nextLong() >>> 1);
      if (random.nextInt(3) == 0) {
        assertThat(table.remove(OWNER, id)).isEqualTo(expected.remove(id) != null);
      } else {
        byte[] value = value(random);
        table.put(OWNER, id, value);
        expected.put(id, HEX.formatHex(value));
      }
      byte[] found = table.get(OWNER, id);
      assertThat(found == null ? null : HEX.formatHex(found)).isEqualTo(expected.get(id));
    }
    assertThat(contents()).isEqualTo(expected);
    assertThat(sizes()).allMatch(size -> size <= CHUNK).hasSizeGreaterThan(20);
  }

  private NavigableMap<Long, String> contents() {
    NavigableMap<Long, String> contents = new TreeMap<>();
    List<Long> order = new ArrayList<>();
    table.forEach(
        OWNER,
        (id, bytes, at) -> {
          order.add(id);
          contents.put(id, HEX.formatHex(bytes, at, VALUE.end(bytes, at)));
        });
    assertThat(order).isSorted().doesNotHaveDuplicates();
    return contents;
  }

  private List<Integer> sizes() {
    List<Integer> sizes = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      all.forEachRemaining(entry -> sizes.add(entry.value.length));
    }
    return sizes;
  }

  /// Whatever a crash leaves of the two puts of a split, and whatever happens afterwards, nobody is
  /// missing and nobody comes back.
  @Test
  void aSplitOfWhichOnlyTheUpperHalfSurvivesLosesAndRevivesNobody() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      store = store();
      table = table();
      NavigableMap<Long, String> expected = new TreeMap<>();
      for (int i = 0; i < 120; i++) {
        changeAndPerhapsCrash(random, expected);
        assertThat(contents()).isEqualTo(expected);
      }
    }
  }

  private void changeAndPerhapsCrash(Random random, NavigableMap<Long, String> expected) {
    long id = 1L + random.nextInt(1 << (4 + random.nextInt(20)));
    boolean removes = random.nextInt(4) == 0;
    byte[] value = value(random);
    Map<Bytes, byte[]> before = copy();
    change(id, removes, value);
    Map<Bytes, byte[]> after = copy();
    after.entrySet().removeIf(entry -> Arrays.equals(before.get(entry.getKey()), entry.getValue()));
    if (after.size() == 2 && random.nextBoolean()) {
      // The lower half, which was put last, is lost; the event then comes again.
      Bytes lower = after.keySet().stream().sorted().findFirst().orElseThrow();
      store.put(lower, before.get(lower));
      table = table();
      change(id, removes, value);
    }
    if (removes) {
      expected.remove(id);
    } else {
      expected.put(id, HEX.formatHex(value));
    }
  }

  private void change(long id, boolean removes, byte[] value) {
    if (removes) {
      table.remove(OWNER, id);
    } else {
      table.put(OWNER, id, value);
    }
  }

  private Map<Bytes, byte[]> copy() {
    Map<Bytes, byte[]> copy = new TreeMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        copy.put(entry.key, entry.value);
      }
    }
    return copy;
  }

  @Test
  void ownersAreThoseWithAChunkThoughItBeEmpty() {
    table.open(3);
    table.open(3);
    table.put(9, 4, new byte[] {0});
    table.open(9);
    List<Long> owners = new ArrayList<>();
    table.owners(owners::add);
    assertThat(owners).containsExactly(3L, 9L);
    assertThat(table.contains(9, 4)).isTrue();
    assertThat(table.contains(9, 5)).isFalse();
  }

  /// Owners of few chunks are read by the bounds held in memory, those of many by the store's
  /// order; and one grows into the other.
  @Test
  void whatIsHeldOfBoundsIsWhatTheStoreHas() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Map<Long, NavigableMap<Long, String>> expected = new TreeMap<>();
    for (int i = 0; i < 4_000; i++) {
      long owner = 1 + (long) Math.min(9, Math.abs(random.nextGaussian() * 3));
      long id = 1L + random.nextInt(5_000);
      byte[] value = value(random);
      table.put(owner, id, value);
      expected.computeIfAbsent(owner, _ -> new TreeMap<>()).put(id, HEX.formatHex(value));
      if (random.nextInt(50) == 0) {
        table = table();
      }
      long asked = 1L + random.nextInt(9);
      long about = random.nextInt(5_000);
      NavigableMap<Long, String> own = expected.getOrDefault(asked, new TreeMap<>());
      assertThat(table.contains(asked, about)).isEqualTo(own.containsKey(about));
    }
    expected.forEach(
        (owner, ids) -> {
          List<Long> warm = new ArrayList<>();
          table.forEach(owner, (id, _, _) -> warm.add(id));
          List<Long> cold = new ArrayList<>();
          table().forEach(owner, (id, _, _) -> cold.add(id));
          assertThat(warm).containsExactlyElementsOf(ids.keySet());
          assertThat(cold).containsExactlyElementsOf(ids.keySet());
        });
    assertThat(sizes().size()).isGreaterThan(10 * Bounds.MOST);
  }

  @Test
  void anIdWithoutValueIsAddedOnce() {
    ChunkTable alone = new ChunkTable(store, 'f', Layout.IDS_ALONE, CHUNK);
    assertThat(alone.add(1, 10)).isTrue();
    assertThat(alone.add(1, 10)).isFalse();
    assertThat(alone.remove(1, 11)).isFalse();
    assertThat(alone.remove(1, 10)).isTrue();
    assertThat(alone.contains(1, 10)).isFalse();
  }
}
