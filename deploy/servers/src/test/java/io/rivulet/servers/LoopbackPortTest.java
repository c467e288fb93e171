package io.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {
  /// A cluster asks for all its ports before any of its nodes listens.
  @Test
  void noPortIsGivenTwiceThoughNobodyListensYet() {
    Set<Integer> given = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      int port = LoopbackPort.free();
      assertThat(port).isBetween(10_240, 32_767);
      assertThat(given.add(port)).as("%d, for the second time", port).isTrue();
    }
  }
}
