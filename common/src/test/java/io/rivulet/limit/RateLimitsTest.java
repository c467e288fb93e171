package io.rivulet.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }
  }

  private final Hand hand = new Hand();
  private final RateLimits limits =
      new RateLimits(
          new LimitSettings(
              true, 0, 100, Map.of(Budget.STATUSES, new Rate(2, Duration.ofMinutes(10)))),
          hand);

  @Test
  void eachRequestTakesOneUntilNoneIsLeft() {
    Allowance first = limits.take(Budget.STATUSES, 7L);
    assertThat(first.limit()).isEqualTo(2);
    assertThat(first.remaining()).isEqualTo(1);
    assertThat(limits.take(Budget.STATUSES, 7L).remaining()).isZero();
    Allowance third = limits.take(Budget.STATUSES, 7L);
    assertThat(third.refused()).isTrue();
    assertThat(third.remaining()).isZero();
  }

  @Test
  void itIsFullAgainWhenTheMomentCameThatWasTold() {
    limits.take(Budget.STATUSES, 7L);
    hand.pass(Duration.ofMinutes(4));
    Allowance second = limits.take(Budget.STATUSES, 7L);
    assertThat(second.untilFull()).isEqualTo(Duration.ofMinutes(6));
    hand.pass(Duration.ofMinutes(6).minusMillis(1));
    assertThat(limits.take(Budget.STATUSES, 7L).refused()).isTrue();
    hand.pass(Duration.ofMillis(1));
    assertThat(limits.take(Budget.STATUSES, 7L).remaining()).isEqualTo(1);
  }

  @Test
  void oneAccountTakesNothingFromAnother() {
    limits.take(Budget.STATUSES, 7L);
    assertThat(limits.take(Budget.STATUSES, 8L).remaining()).isEqualTo(1);
    assertThat(limits.take(Budget.ADDRESS, 7L).remaining()).isEqualTo(299);
  }

  @Test
  void theNearerOfTwoIsTheOneThatEndsFirst() {
    Allowance many = new Allowance(Budget.ACCOUNT, 300, 200, Duration.ZERO, false);
    Allowance few = new Allowance(Budget.DELETES, 30, 29, Duration.ZERO, false);
    Allowance none = new Allowance(Budget.ADDRESS, 300, 50, Duration.ZERO, true);
    assertThat(many.nearer(few)).isSameAs(few);
    assertThat(few.nearer(many)).isSameAs(few);
    assertThat(few.nearer(none)).isSameAs(none);
  }

  @Test
  void settingsNameWhatDiffersFromTheConvention() throws Exception {
    LimitSettings settings =
        new JsonMapper()
            .readValue("{\"proxies\":1,\"rates\":{\"media\":\"5/PT1M\"}}", LimitSettings.class);
    assertThat(settings.enabled()).isTrue();
    assertThat(settings.rate(Budget.MEDIA)).isEqualTo(new Rate(5, Duration.ofMinutes(1)));
    assertThat(settings.rate(Budget.FOLLOWS)).isEqualTo(new Rate(400, Duration.ofHours(24)));
  }

  @Test
  void settingsThatMeanNothingAreRefused() {
    JsonMapper json = new JsonMapper();
    assertThatThrownBy(
            () -> json.readValue("{\"rates\":{\"tea\":\"5/PT1M\"}}", LimitSettings.class))
        .hasMessageContaining("limits.rates has no tea");
    assertThatThrownBy(() -> json.readValue("\"many\"", Rate.class))
        .hasMessageContaining("300/PT5M");
    assertThatThrownBy(() -> json.readValue("\"0/PT5M\"", Rate.class))
        .hasMessageContaining("above nothing");
  }
}
