package io.rivulet.e2e.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Somebody before the page, in a browser of his own. Whatever the browser complains about while he
/// is there is a fault of the page: errors of scripts, and what its content security policy
/// forbids.
final class Visit implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "page");
  private static final Pattern REFUSED = Pattern.compile("status of 40[13]");
  private static final Set<String> GRAVE = Set.of("serious", "critical");

  private final String address;
  private final BrowserContext context;
  final Page page;
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private boolean refusals;

  private Visit(String address, BrowserContext context) {
    this.address = address;
    this.context = context;
    this.page = context.newPage();
    page.onConsoleMessage(this::note);
    page.onPageError(complaints::add);
  }

  /// @param token of whoever is signed in; null for a guest
  static Visit begin(
      Chromium chromium, String address, @Nullable String token, int width, ColorScheme scheme) {
    BrowserContext context =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, width < 700 ? 800 : 900)
                    .setDeviceScaleFactor(width < 700 ? 2 : 1)
                    .setLocale("en-GB")
                    .setColorScheme(scheme));
    context.setDefaultTimeout(15_000);
    if (token != null) {
      // An empty document (about:blank) has no storage.
      context.addInitScript(
          "if (origin !== 'null') sessionStorage.setItem('rivulet.token', '%s')".formatted(token));
    }
    return new Visit(address, context);
  }

  private void note(ConsoleMessage message) {
    boolean refused = refusals && REFUSED.matcher(message.text()).find();
    if (Set.of("error", "warning").contains(message.type()) && !refused) {
      complaints.add(message.type() + ": " + message.text() + " at " + message.location());
    }
  }

  /// Requests may be refused: the browser complains of each.
  Visit withRefusals() {
    refusals = true;
    return this;
  }

  Visit at(String path) {
    page.navigate(address + path);
    return this;
  }

  Locator posts() {
    return page.locator("main article[data-entry]");
  }

  Locator button(String name) {
    return page.locator("button[aria-label='%s'], button:has-text('%s')".formatted(name, name));
  }

  /// Waits until there are posts.
  Visit withPosts() {
    posts().first().waitFor();
    return this;
  }

  /// The ids of the entries, from the top.
  List<String> ids() {
    return strings(
        "[...document.querySelectorAll('main article[data-entry]')].map(a => a.dataset.entry)");
  }

  private List<String> strings(String script) {
    return ((List<?>) page.evaluate(script)).stream().map(String::valueOf).toList();
  }

  double number(String script) {
    return ((Number) page.evaluate(script)).doubleValue();
  }

  /// Waits until a script says so. Playwright's own way evaluates in the page, which the page's
  /// policy forbids.
  void until(String script) {
    await().pollInSameThread().until(() -> Boolean.TRUE.equals(page.evaluate(script)));
  }

  /// What axe finds that keeps somebody out. Once what appears has appeared: a text that is half
  /// transparent on its way has less contrast.
  void assertAccessible(String what) {
    page.waitForFunction(
        """
        () => document.getAnimations().every(animation =>
            animation.effect.getComputedTiming().endTime === Infinity
                || animation.playState !== 'running')""");
    List<String> found =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(rule -> GRAVE.contains(String.valueOf(rule.getImpact())))
                .map(Visit::told)
                .toList();
    assertThat(found).as("axe: " + what).isEmpty();
  }

  private static String told(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getNodes().stream()
            .map(node -> node.getHtml() + " " + node.getFailureSummary())
            .limit(3)
            .toList();
  }

  void assertNothingSticksOut(String what) {
    assertThat(number("document.documentElement.scrollWidth - innerWidth"))
        .as("pixels beyond the right edge: " + what)
        .isLessThanOrEqualTo(0);
  }

  /// For people to look at, in `target/page`.
  void picture(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
  }

  /// The same of the page as a whole.
  void wholePicture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints).isEmpty();
  }
}
