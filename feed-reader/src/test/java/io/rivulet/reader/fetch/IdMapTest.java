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
}
