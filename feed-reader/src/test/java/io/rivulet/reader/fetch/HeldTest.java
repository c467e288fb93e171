package io.rivulet.reader.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HeldTest {
  private static final long BOUND = Duration.ofSeconds(1).toNanos();

  private long now = 5;

  private Held<String> held(Duration staleness) {
    return new Held<>(
        new HoldSettings(staleness, 1_000_000), String::length, String::equals, () -> now);
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
  void whatWasAskedForEarlierReplacesNothingNewerOfTheOlderGeneration() {
    Held<String> held = held(Duration.ofSeconds(1));
    held.hold(1L, "deleted", now + 100);
    long asked = now;
    now += BOUND;
    held.hold(2L, "begins a generation", now);
    held.hold(1L, "shown", asked);
    assertThat(held.find(1L, asked + 200)).isEqualTo("deleted");
  }

  @Test
  void whatIsReadAgainAndTheSameStaysTheSameObject() {
    Held<String> held = held(Duration.ofSeconds(1));
    String first = "one";
    held.hold(1L, first, now);
    for (int renewals = 1; renewals <= 5; renewals++) {
      now += BOUND / 2;
      held.hold(1L, String.copyValueOf(first.toCharArray()), now);
      assertThat(held.find(1L, now + BOUND - 1)).isSameAs(first);
      assertThat(held.find(1L, now + BOUND)).isNull();
    }
    held.hold(1L, "two", now);
    assertThat(held.find(1L, now)).isEqualTo("two");
  }

  @Test
  void whatIsReadAgainTakesItsBytesOnce() {
    // Room for five values a generation.
    Held<String> held =
        new Held<>(
            new HoldSettings(Duration.ofSeconds(1), 2 * 5 * 210L),
            String::length,
            String::equals,
            () -> now);
    held.hold(1L, "ten bytes.", now);
    for (int i = 0; i < 100; i++) {
      held.hold(2L, String.copyValueOf("ten bytes.".toCharArray()), now);
      held.hold(3L, "another " + i, now);
    }
    assertThat(held.find(1L, now)).isEqualTo("ten bytes.");
    for (long id = 10; id < 30; id++) {
      held.hold(id, "ten bytes.", now);
    }
    assertThat(held.find(1L, now)).as("two generations later").isNull();
  }

  @Test
  void whatAConfigurationLeavesOutStaysAsItWas() {
    var defaults = new HoldSettings(Duration.ofSeconds(5), 1_000);
    assertThat(defaults.with(null)).isEqualTo(defaults);
    assertThat(defaults.with(new HoldSettings.Given(null, 7L)))
        .isEqualTo(new HoldSettings(Duration.ofSeconds(5), 7));
    assertThat(defaults.with(new HoldSettings.Given(Duration.ZERO, null)))
        .isEqualTo(new HoldSettings(Duration.ZERO, 1_000));
  }

  @Test
  void nothingIsHeldWithoutStaleness() {
    Held<String> held = held(Duration.ZERO);
    held.hold(1L, "one", now);
    assertThat(held.find(1L, now)).isNull();
  }

  @Test
  void whatIsNeededLateInItsTimeIsDueOnce() {
    Held<String> held = held(Duration.ofSeconds(1));
    Due due = new Due();
    held.hold(1L, "one", now);
    held.hold(2L, "two", now);
    assertThat(held.find(1L, now + BOUND * 2 / 5 - 1, due)).isEqualTo("one");
    assertThat(renewed(due, now + BOUND)).as("not yet").isEmpty();
    assertThat(held.find(1L, now + BOUND * 3 / 5, due)).isEqualTo("one");
    assertThat(held.find(1L, now + BOUND - 1, due)).isEqualTo("one");
    assertThat(held.find(2L, now + BOUND, due)).as("too old, so nobody renews it").isNull();
    assertThat(renewed(due, now + BOUND)).containsExactly(1L);
    assertThat(renewed(due, now + 2 * BOUND)).isEmpty();
    held.hold(1L, "newer", now + BOUND / 2);
    assertThat(held.find(1L, now + BOUND * 11 / 10, due)).as("due again").isEqualTo("newer");
    assertThat(renewed(due, now + 2 * BOUND)).containsExactly(1L);
  }

  @Test
  void whatWasReadTogetherIsNotDueTogether() {
    Held<String> held = held(Duration.ofSeconds(1));
    Due due = new Due();
    for (long id = 1; id <= 40; id++) {
      held.hold(id, "", now);
      held.find(id, now + BOUND / 2, due);
    }
    assertThat(renewed(due, now + BOUND)).hasSizeBetween(1, 39);
  }

  @Test
  void whatIsDueWaitsForOthersButNotForLong() {
    Due due = new Due();
    due.add(1, now);
    assertThat(renewed(due, now + 19_999_999)).isEmpty();
    assertThat(renewed(due, now + 20_000_000)).containsExactly(1L);
    for (long id = 1; id <= 70; id++) {
      due.add(id, now);
    }
    assertThat(renewed(due, now)).as("many at once, bounded").hasSize(50).startsWith(1L, 2L);
    assertThat(renewed(due, now)).as("the rest waits").isEmpty();
    assertThat(renewed(due, now + 20_000_000)).hasSize(20).endsWith(70L);
  }

  @Test
  void oneRenewalIsUnderWayAtATimeWhateverBecomesOfIt() {
    Due due = new Due();
    CompletableFuture<Object> underWay = new CompletableFuture<>();
    due.add(1, now);
    due.renew(now + BOUND, _ -> underWay);
    due.add(2, now + BOUND);
    assertThat(renewed(due, now + 2 * BOUND)).as("another is under way").isEmpty();
    underWay.completeExceptionally(new IllegalStateException("Redis is away"));
    List<Long> tried = new ArrayList<>();
    due.renew(
        now + 3 * BOUND,
        ids -> {
          tried.addAll(ids);
          throw new IllegalStateException("no connection");
        });
    assertThat(tried).as("whoever reads is not concerned by the failure").containsExactly(2L);
    due.add(3, now + 3 * BOUND);
    assertThat(renewed(due, now + 4 * BOUND)).containsExactly(3L);
  }

  private static List<Long> renewed(Due due, long now) {
    List<Long> renewed = new ArrayList<>();
    due.renew(
        now,
        ids -> {
          renewed.addAll(ids);
          return CompletableFuture.completedStage(null);
        });
    return renewed;
  }

  @Test
  void stalenessHasABound() {
    assertThatThrownBy(() -> new HoldSettings(Duration.ofMillis(60_001), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("staleness must be 0 to 60 s");
    HoldSettings settings = new HoldSettings(Duration.ofMillis(1_001), 0);
    assertThatThrownBy(() -> settings.atMost(Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("staleness must be 0 to 1 s, but is PT1.001S");
    assertThat(settings.atMost(Duration.ofSeconds(2))).isEqualTo(settings);
  }
}
