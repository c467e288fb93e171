package io.rivulet.e2e.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.rivulet.e2e.Installed;
import java.nio.file.Path;
import java.util.Map;

/// The Chromium that is installed on this machine, driven by Playwright. Playwright's own browsers
/// are not downloaded: the packages of the system are enough, and are kept up to date.
final class Chromium implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chromium start() {
    Path program = Installed.program("chromium", "chromium", "chromium-browser", "google-chrome");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    // Containers and CI run as root, where the sandbox does not start.
                    .setChromiumSandbox(false));
    return new Chromium(playwright, browser);
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
