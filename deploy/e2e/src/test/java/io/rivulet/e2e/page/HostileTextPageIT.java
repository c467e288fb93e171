package io.rivulet.e2e.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import io.rivulet.e2e.RunningSystem;
import io.rivulet.e2e.access.Hostile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page shows hostile texts as text, wherever they may stand: no script runs, no dialog opens,
/// nothing is asked of another host, and the page's policy, which is a second wall, is not even
/// tried. [Visit] fails where the browser complains of the latter.
final class HostileTextPageIT {
  private static final String HOME = "/api/v1/timelines/home";
  private static final List<String> TEXTS = Hostile.texts();
  private static final int AUTHORS = 10;

  private static Chromium chromium;
  private static RunningSystem system;
  private static String viewer;
  private static String post;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    system = RunningSystem.shared();
    viewer = system.account("hostile_page");
    List<String> authors = new ArrayList<>();
    for (int i = 0; i < AUTHORS; i++) {
      authors.add(author(i));
    }
    String last = "";
    for (int i = 0; i < TEXTS.size(); i++) {
      last = publish(authors.get(i % AUTHORS), TEXTS.get(i));
    }
    post = last;
    for (String text : TEXTS) {
      system.api.publish(authors.getFirst(), Map.of("status", text, "in_reply_to_id", post));
    }
    await().until(() -> system.api.all(viewer, HOME, 40).size() >= TEXTS.size() * 2);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  /// Somebody whose profile is hostile, and whom the viewer follows.
  private static String author(int number) {
    String name = "hostile_" + number;
    String token = system.account(name);
    String text = TEXTS.get(number * TEXTS.size() / AUTHORS);
    system.api.send(
        token,
        "PATCH",
        "/api/v1/accounts/update_credentials",
        Map.of(
            "display_name",
            Hostile.cut(text, 100),
            "note",
            String.join("\n", TEXTS),
            "fields_attributes",
            List.of(Map.of("name", text, "value", text))),
        Map.of());
    system.api.post(viewer, "/api/v1/accounts/" + system.id(name) + "/follow", Map.of());
    return token;
  }

  /// With a picture of this very host, and a notification for the viewer.
  private static String publish(String author, String text) {
    String picture = system.instance.address() + "/avatar/1.svg";
    return system.api.publish(
        author,
        Map.of(
            "status",
            text + " @hostile_page",
            "spoiler_text",
            "",
            "media",
            List.of(Map.of("kind", "image", "url", picture, "description", text)),
            "card",
            Map.of("url", "https://a.example/", "title", text, "description", text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/home",
        "/@hostile_0",
        "/@hostile_3",
        "/@hostile_7",
        "/@hostile_9",
        "/posts/{post}",
        "/notifications",
        "/search?q=script",
        "/search?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
        "/tags/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"
      })
  void nothingRunsAndNothingLeaves(String path) {
    Queue<String> happened = new ConcurrentLinkedQueue<>();
    String own = URI.create(system.instance.address()).getAuthority();
    try (Visit visit =
        Visit.begin(chromium, system.instance.address(), viewer, 1280, ColorScheme.LIGHT)) {
      visit.page.onDialog(
          dialog -> {
            happened.add("dialog " + dialog.message());
            dialog.dismiss();
          });
      visit.page.onRequest(
          request -> {
            String authority = URI.create(request.url()).getRawAuthority();
            if (authority != null && !authority.equals(own)) {
              happened.add("request to " + request.url());
            }
          });
      visit.page.onPopup(popup -> happened.add("window " + popup.url()));
      visit.at(path.replace("{post}", post));
      visit.page.waitForLoadState(LoadState.NETWORKIDLE);
      toTheEnd(visit);
      assertThat(happened).as(path).isEmpty();
      assertThat(
              visit.page.evaluate(
                  "document.querySelectorAll('main script, iframe, object').length"))
          .isEqualTo(0);
      assertThat(
              visit.page.evaluate(
                  "[...document.querySelectorAll('main *')].flatMap(e => [...e.attributes])"
                      + ".filter(a => a.name.startsWith('on')).map(a => a.name + '=' + a.value)"))
          .isEqualTo(List.of());
      assertThat(
              visit.page.evaluate(
                  "[...document.querySelectorAll('a[href]')].map(a => a.protocol)"
                      + ".filter(p => p !== 'http:' && p !== 'https:')"))
          .isEqualTo(List.of());
    }
  }

  /// Scrolls as long as more comes: what is hostile may be at the end.
  private static void toTheEnd(Visit visit) {
    int shown = -1;
    while (visit.posts().count() > shown) {
      shown = visit.posts().count();
      int before = shown;
      visit.page.evaluate("scrollTo(0, document.body.scrollHeight)");
      visit.page.waitForLoadState(LoadState.NETWORKIDLE);
      if (before == 0) {
        return;
      }
    }
  }
}
