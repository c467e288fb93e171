package io.rivulet.reader.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeldTest {
  private static final long BOUND = Duration.ofSeconds(1).toNanos();

  private long now = 5;

  private Held<String> held(Duration staleness) {
    return new Held<>(new HoldSettings(staleness, 1_000_000), String::length, () -> now);
  }

  @Test
  void valueIsFoundUntilItIsAsOldAsTheBound() {
    Held<String> held = held(Duration.ofSeconds(1));
    long askedAt = held.now();
    now += BOUND / 2;
    held.hold(1L, "one", askedAt);
    assertThat(held.find(1L, askedAt + BOUND - 1)).isEqualTo("one");
    assertThat(held.find(1L, askedAt + BOUND)).isNull();
    assertThat(held.find(2L, askedAt)).isNull();
  }

  @Test
  void whatIsReadAgainIsYoungAgain() {
    Held<String> held = held(Duration.ofSeconds(1));
    held.hold(1L, "one", now);
    held.hold(1L, "two", now + BOUND);
    assertThat(held.find(1L, now + BOUND + 1)).isEqualTo("two");
  }

  @Test
  void whatWasAskedForEarlierAndComesLaterReplacesNothingNewer() {
    Held<String> held = held(Duration.ofSeconds(1));
    held.hold(1L, "deleted", now + 100);
    held.hold(1L, "shown", now);
    assertThat(held.find(1L, now + 200)).isEqualTo("deleted");
  }

  @Test
  void nothingIsHeldWithoutStaleness() {
    Held<String> held = held(Duration.ZERO);
    held.hold(1L, "one", now);
    assertThat(held.find(1L, now)).isNull();
  }

  @Test
  void moreThanASecondIsRefused() {
    assertThatThrownBy(() -> new HoldSettings(Duration.ofMillis(1_001), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("staleness");
  }
}
