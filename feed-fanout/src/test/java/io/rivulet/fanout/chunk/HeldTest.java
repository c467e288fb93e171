package io.rivulet.fanout.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldTest {
  private static final int TABLES = 20;

  @Test
  void allTablesTogetherStayWithinTheirPartOfTheHeap() {
    List<Held<long[]>> tables = new ArrayList<>();
    for (int i = 0; i < TABLES; i++) {
      tables.add(new Held<>(value -> value.length * Long.BYTES));
    }
    long most = Runtime.getRuntime().maxMemory() / 6;
    int length = (int) (most / TABLES / 100 / Long.BYTES);
    for (int owner = 0; owner < 1_000; owner++) {
      for (Held<long[]> table : tables) {
        table.put(owner, new long[length]);
      }
    }
    assertThat(Held.weight()).isBetween(most / 2, most);
    assertThat(tables)
        .allSatisfy(
            table ->
                assertThat(IntStream.range(0, 1_000)).anyMatch(owner -> table.find(owner) != null));
  }

  @Test
  void tablesDoNotMeet() {
    Held<String> one = new Held<>(String::length);
    Held<String> other = new Held<>(String::length);
    one.put(1, "one");
    assertThat(other.find(1)).isNull();
    assertThat(other.get(1, owner -> "read of " + owner)).isEqualTo("read of 1");
    assertThat(other.get(1, _ -> "again")).isEqualTo("read of 1");
    assertThat(one.find(1)).isEqualTo("one");
    one.patch(1, held -> held + " more");
    one.patch(2, held -> held + " of nothing");
    assertThat(one.find(1)).isEqualTo("one more");
    assertThat(one.find(2)).isNull();
    one.patch(1, _ -> null);
    assertThat(one.find(1)).isNull();
  }

  /// A value that takes long to read asks for others in between.
  @Test
  void readingMayReadOthers() {
    Held<Long> numbers = new Held<>(_ -> Long.BYTES);
    assertThat(numbers.get(1, owner -> numbers.get(owner + 1, next -> next + 1) + 1)).isEqualTo(4);
  }
}
