package io.rivulet.reader.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdMapTest {
  /// Ids of one node, one a millisecond.
  private static long id(long number) {
    return (1_700_000_000_000L + number) << 22;
  }

  @Test
  void whatWasPutIsFoundHoweverMuchItIs() {
    IdMap<Long> map = new IdMap<>(1);
    for (long number = 0; number < 1_000; number++) {
      map.put(id(number), number);
      map.put(id(number), number);
    }
    assertThat(map.size()).isEqualTo(1_000);
    for (long number = 0; number < 1_000; number++) {
      assertThat(map.get(id(number))).isEqualTo(number);
    }
    assertThat(map.get(id(1_000))).isNull();
    assertThat(map.contains(id(1_000))).isFalse();
  }

  @Test
  void allOfAnotherMapIsTaken() {
    IdMap<String> map = new IdMap<>(4);
    map.put(1, "one");
    map.put(2, "two");
    IdMap<String> other = new IdMap<>(4);
    other.put(2, "zwei");
    other.put(3, "drei");
    map.putAll(other);
    assertThat(map.size()).isEqualTo(3);
    assertThat(map.get(2)).isEqualTo("zwei");
    assertThat(map.get(1)).isEqualTo("one");
  }
}
