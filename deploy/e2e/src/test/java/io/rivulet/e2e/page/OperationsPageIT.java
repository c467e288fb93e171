package io.rivulet.e2e.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import io.rivulet.e2e.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an operator sees of a running system: that all is well, what flows, what waits, what Redis
/// holds; and what others see: nothing.
final class OperationsPageIT {
  /// Redis' keys are sampled every 15 s.
  private static final Duration SAMPLED = Duration.ofSeconds(90);

  /// A look each ten seconds, or a submission on a slow machine.
  private static final Duration SOON = Duration.ofSeconds(90);

  private static final int POINTS = 3;

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
                    .containsPattern("state\\s+[0-9.]+ KB in [1-9]")
                    .containsPattern("@operated\\s+(< )?[1-9][0-9]* %, [1-9]")
                    .contains("Dead letters", "What was wrong");
              });
      visit.assertNothingSticksOut("operations");
      visit.assertAccessible("operations");
      visit.wholePicture("operations-1280");
    }
    try (Visit visit = visit(390, ColorScheme.DARK)) {
      visit.at("/operations/#token=" + system.onlooker());
      visit.page.locator("text=Deliveries a second").waitFor();
      visit.assertNothingSticksOut("operations, phone");
      visit.assertAccessible("operations, phone, dark");
      visit.wholePicture("operations-390");
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

  private static String asked(Visit visit, String path) {
    return visit
        .page
        .request()
        .get(
            admin + path,
            RequestOptions.create().setHeader("Authorization", "Bearer " + system.onlooker()))
        .text();
  }

  /// Of the first chart, of which each but the first point makes a curve.
  private static int pointsDrawn(Visit visit) {
    String line = visit.page.locator("path.line").first().getAttribute("d");
    return line.split("C", -1).length;
  }

  /// After the first look the page is given none, so all that is drawn besides was there before.
  @Test
  void chartsHaveAPastWhenThePageIsOpened() {
    try (Visit visit = visit(1280, ColorScheme.DARK)) {
      await()
          .atMost(SOON)
          .pollInSameThread()
          .until(() -> asked(visit, "/operations/history").split("\"at\"", -1).length > POINTS);
      AtomicBoolean first = new AtomicBoolean(true);
      visit.page.route(
          "**/operations/vitals",
          route -> {
            if (first.getAndSet(false)) {
              route.resume();
            }
          });
      visit.at("/operations/#token=" + system.onlooker());
      visit.page.locator("text=Deliveries a second").waitFor();
      await().atMost(SOON).pollInSameThread().until(() -> pointsDrawn(visit) >= POINTS);
      assertThat(visit.page.locator(".axis").first().innerText()).containsPattern("min ago\\s*now");
      visit.assertAccessible("operations, dark");
      visit.wholePicture("operations-dark-1280");
    }
  }

  @Test
  void aDeadLetterIsReplayedOnceItsCauseIsGone() {
    String text = "Came too early";
    system.submit(
        "{\"type\":\"post\",\"author\":\"@operated_late\",\"text\":\"%s\"}"
            .formatted(text)
            .getBytes(UTF_8));
    try (Visit visit = visit(1280, ColorScheme.LIGHT).withRefusals()) {
      visit.at("/operations/#token=" + system.onlooker());
      Locator letter = visit.page.locator(".letter-lines li:has-text('" + text + "')");
      letter.waitFor(new Locator.WaitForOptions().setTimeout((double) SOON.toMillis()));
      assertThat(letter.innerText()).contains("unknown-author", "feed.submissions.v1, partition");
      visit.wholePicture("operations-letters-1280");
      letter.locator("button").click();
      visit.assertAccessible("operations, a question");
      visit.picture("operations-replay-1280");
      visit.button("Replay now").click();
      visit.page.locator("text=This token may look only").waitFor();
    }
    String late = system.account("operated_late");
    String follower = system.account("operator_4");
    system.api.post(
        follower, "/api/v1/accounts/" + system.id("operated_late") + "/follow", Map.of());
    assertThat(late).isNotEmpty();
    try (Visit visit = visit(390, ColorScheme.LIGHT)) {
      visit.at("/operations/#token=" + system.caretaker());
      Locator letter = visit.page.locator(".letter-lines li:has-text('" + text + "')");
      letter
          .locator("button")
          .click(new Locator.ClickOptions().setTimeout((double) SOON.toMillis()));
      visit.button("Replay now").click();
      visit
          .page
          .locator("text=1 replayed")
          .waitFor(new Locator.WaitForOptions().setTimeout((double) SOON.toMillis()));
      await().atMost(SOON).pollInSameThread().until(() -> letter.count() == 0);
      visit.assertNothingSticksOut("operations with letters, phone");
    }
    await()
        .atMost(SOON)
        .until(
            () ->
                system
                        .api
                        .get(follower, "/api/v1/timelines/home")
                        .body()
                        .findValuesAsText("content")
                        .stream()
                        .filter(content -> content.contains(text))
                        .count()
                    == 1);
  }

  /// A service that is told and not there.
  @Test
  void whatIsWrongIsToldWithWhatToDoAndKept() throws IOException {
    Path file = system.data().resolve("targets.json");
    String told = Files.readString(file);
    try (Visit visit = visit(1280, ColorScheme.LIGHT)) {
      Files.writeString(
          file,
          told.strip().replaceFirst("]$", "")
              + ", {\"targets\": [\"127.0.0.1:1\"], \"labels\": {\"job\": \"feed-ghost\"}}]");
      visit.at("/operations/#token=" + system.onlooker());
      Locator advice =
          visit.page.locator(".faults li:has-text('feed-ghost does not tell') summary");
      advice.click(new Locator.ClickOptions().setTimeout((double) SOON.toMillis()));
      assertThat(
              visit.page.locator(".faults li:has-text('feed-ghost does not tell') dl").innerText())
          .contains("Means", "one instance has not answered", "Look", "Do");
      visit.assertAccessible("operations, a fault");
      visit.assertNothingSticksOut("operations, a fault");
      visit.picture("operations-fault-1280");
    } finally {
      Files.writeString(file, told);
    }
    try (Visit visit = visit(1280, ColorScheme.LIGHT)) {
      visit.at("/operations/#token=" + system.onlooker());
      await()
          .atMost(SOON)
          .pollInSameThread()
          .untilAsserted(
              () ->
                  assertThat(visit.page.locator(".lines li:has-text('feed-ghost')").allInnerTexts())
                      .hasSize(1)
                      .allSatisfy(line -> assertThat(line).containsPattern("for [0-9]+ (s|min)")));
      assertThat(visit.page.locator(".faults li:has-text('feed-ghost')").count()).isZero();
    }
  }

  /// A page of anywhere may send requests to the admin port, but no token with them.
  @Test
  void aForeignPageCanHaveNothingReplayed() {
    try (Visit visit = visit(1280, ColorScheme.LIGHT)) {
      var request =
          RequestOptions.create()
              .setHeader("Origin", "https://elsewhere.example")
              .setHeader("Content-Type", "text/plain")
              .setData("{\"reason\":\"unknown-author\"}");
      assertThat(visit.page.request().post(admin + "/operations/dead-letters", request).status())
          .isEqualTo(401);
      request.setHeader("Authorization", "Bearer " + system.onlooker());
      assertThat(visit.page.request().post(admin + "/operations/dead-letters", request).status())
          .isEqualTo(403);
    }
  }
}
