package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
  private long now;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BodyBudget budget = new BodyBudget(1_000, meters, () -> now);
  private final List<String> cut = new ArrayList<>();

  private BodyBudget.Held body(String who, int read) {
    BodyBudget.Held held = budget.begin(() -> cut.add(who));
    held.take(read);
    return held;
  }

  private void passSecond() {
    now += TimeUnit.SECONDS.toNanos(1);
  }

  private double bytes() {
    return meters.get("rivulet.http.body.bytes").gauge().value();
  }

  private static void assertRefused(Runnable action) {
    assertThatThrownBy(action::run).isInstanceOf(ApiException.class);
  }

  @Test
  void whatIsGivenBackLeavesRoom() {
    BodyBudget.Held first = body("first", 600);
    first.take(400);
    assertRefused(() -> body("second", 1));
    assertThat(bytes()).isEqualTo(1_000);
    first.giveBack();
    first.giveBack();
    assertThat(bytes()).isZero();
    body("third", 1_000);
    assertThat(cut).isEmpty();
  }

  @Test
  void bodiesThatDripKeepNoLaterOneOut() {
    BodyBudget.Held first = body("first", 500);
    body("second", 490);
    passSecond();
    first.take(1);
    BodyBudget.Held later = body("later", 300);
    later.take(200);
    later.whole();
    assertThat(cut).as("no more than needed").containsExactly("first");
    assertThat(meters.get("rivulet.http.bodies.cut.off").counter().count()).isEqualTo(1);
    assertThat(bytes()).isEqualTo(990);
    assertRefused(() -> first.take(1));
    assertRefused(first::whole);
    first.giveBack();
    assertThat(bytes()).isEqualTo(990);
  }

  @Test
  void whatIsWholeIsNotCutOff() {
    body("whole", 900).whole();
    body("second", 100);
    passSecond();
    body("third", 100);
    assertThat(cut).containsExactly("second");
    passSecond();
    assertRefused(() -> body("fourth", 101));
    assertThat(cut).containsExactly("second", "third");
  }

  @Test
  void whereAllHaveJustBegunTheNewcomerIsRefused() {
    body("first", 1_000);
    assertRefused(() -> body("second", 1));
    assertThat(cut).isEmpty();
  }
}
