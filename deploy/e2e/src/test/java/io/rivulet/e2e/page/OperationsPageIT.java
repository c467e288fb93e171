package io.rivulet.e2e.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import io.rivulet.e2e.RunningSystem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an operator sees of a running system: that all is well, what flows, what waits, what Redis
/// holds; and what others see: nothing.
final class OperationsPageIT {
  /// Redis' keys are sampled every 15 s.
  private static final Duration SAMPLED = Duration.ofSeconds(40);

  private static Chromium chromium;
  private static RunningSystem system;
  private static String admin;
  private static String author;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    system = RunningSystem.shared();
    admin = Objects.requireNonNull(system.instance.admin().get("feed-reader"));
    author = system.account("operated");
    List<String> followers = List.of("operator_1", "operator_2", "operator_3");
    for (String name : followers) {
      String follower = system.account(name);
      system.api.get(follower, "/api/v1/timelines/home");
      system.api.post(follower, "/api/v1/accounts/" + system.id("operated") + "/follow", Map.of());
    }
    system.api.publish(author, Map.of("status", "Seen by operators"));
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private static Visit visit(int width, ColorScheme scheme) {
    return Visit.begin(chromium, admin, null, width, scheme);
  }

  private static void publishWhileLooking() {
    system.api.publish(author, Map.of("status", "While somebody looks"));
  }

  @Test
  void anOperatorSeesHowTheSystemIs() {
    try (Visit visit = visit(1280, ColorScheme.LIGHT)) {
      visit.at("/operations/#token=" + system.onlooker());
      visit.page.locator("text=Deliveries a second").waitFor();
      assertThat(visit.page.url()).as("the token is not left there").endsWith("/operations/");
      // Until there is a sample of Redis' keys, and something was delivered between two looks.
      await()
          .atMost(SAMPLED)
          .pollInSameThread()
          .untilAsserted(
              () -> {
                publishWhileLooking();
                assertThat(visit.page.locator("#page").innerText())
                    .contains("deliveries", "posts", "relations")
                    .containsPattern("feed-fanout\\s+[1-9][0-9]* tasks")
                    .containsPattern("feed-reader\\s+up")
                    .containsPattern("≤ 100 followers\\s+[0-9.,]+ m?s, [0-9.,]+ m?s")
                    .containsPattern("state\\s+[0-9.]+ KB in [1-9]");
              });
      visit.assertNothingSticksOut("operations");
      visit.assertAccessible("operations");
      visit.picture("operations-1280");
    }
    try (Visit visit = visit(390, ColorScheme.DARK)) {
      visit.at("/operations/#token=" + system.onlooker());
      visit.page.locator("text=Deliveries a second").waitFor();
      visit.assertNothingSticksOut("operations, phone");
      visit.assertAccessible("operations, phone, dark");
      visit.picture("operations-390");
    }
  }

  /// The browser says of each refused request that it was.
  @Test
  void whoHasNoTokenOfAnOperatorSeesNothing() {
    try (Visit visit = visit(1280, ColorScheme.LIGHT).withRefusals()) {
      visit.at("/operations/");
      visit.page.locator("text=It needs a token").waitFor();
      assertThat(visit.page.locator("text=Deliveries a second").count()).isZero();
      visit.page.locator("input").fill(system.account("nobody_special"));
      visit.button("Show").click();
      visit.page.locator("text=That token is not taken").waitFor();
      visit.assertAccessible("operations, without a token");
      visit.page.locator("input").fill(system.onlooker());
      visit.button("Show").click();
      visit.page.locator("text=Deliveries a second").waitFor();
    }
  }
}
