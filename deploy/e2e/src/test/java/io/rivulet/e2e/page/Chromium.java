package io.rivulet.e2e.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The Chromium that is installed on this machine, driven by Playwright. Playwright's own browsers
/// are not downloaded: the packages of the system are enough, and are kept up to date.
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /// Starts it. Where there is none the test that asks is skipped, but not in CI, which has to have
  /// one.
  static Chromium start() {
    Optional<Path> found = find();
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("no chromium in the PATH, which CI must have");
    }
    Assumptions.assumeTrue(
        found.isPresent(), "no chromium in the PATH (Debian: apt-get install chromium)");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(found.orElseThrow())
                    // Containers and CI run as root, where the sandbox does not start.
                    .setChromiumSandbox(false));
    return new Chromium(playwright, browser);
  }

  private static Optional<Path> find() {
    return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
