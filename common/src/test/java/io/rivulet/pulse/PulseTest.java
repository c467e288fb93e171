package io.rivulet.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PulseTest {
  private static final long NOW = 100_000;

  @Test
  void workersAreAddedAndTheirAgesWeighed() {
    Pulse one = new Pulse(NOW, 1, 10, 3, 100);
    Pulse other = new Pulse(NOW - 1, 2, 20, 1, 20);
    assertThat(Pulse.of(List.of(one.encode(), other.encode()), NOW))
        .hasValue(new Pulse(NOW, 3, 30, 4, 80));
  }

  @Test
  void whoWroteLongAgoIsGone() {
    byte[] old = new Pulse(NOW - 5_001, 1, 10, 3, 100).encode();
    assertThat(Pulse.of(List.of(old, new byte[] {1}), NOW)).isEmpty();
  }
}
