package io.rivulet.reader.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class WebFilesTest {
  private static final Pattern IMPORT = Pattern.compile("from \"\\./([^\"]+)\"");
  private static final int MOST_LINES = 250;
  private static final Pattern LIBRARY = Pattern.compile(".*\\.module\\.js");

  private final WebFiles files = WebFiles.load("index.html", "/web/");

  @Test
  void thePageNamesEachModuleThatAnotherImports() {
    List<String> imported =
        files.all().values().stream()
            .flatMap(file -> IMPORT.matcher(text(file)).results())
            .map(MatchResult::group)
            .map(found -> found.replaceAll(".*/|\"", ""))
            .distinct()
            .toList();

    assertThat(imported).hasSizeGreaterThan(20);
    assertThat(files.all()).containsKeys(imported.toArray(String[]::new));
  }

  @Test
  void aFileIsFoundByItsVersionOnly() {
    String page = text(files.page());
    String version = page.replaceAll("(?s).*/web/([0-9a-f]+)/app\\.js.*", "$1");

    assertThat(files.find(version, "app.js")).isPresent();
    assertThat(files.find(version, "index.html")).isEmpty();
    assertThat(files.find("0", "app.js")).isEmpty();
    assertThat(page).doesNotContain("{version}");
  }

  @Test
  void noScriptAndNoStyleIsWithinThePageButTheMapOfLibraries() {
    assertThat(text(files.page()))
        .containsOnlyOnce("<script type=\"importmap\">")
        .doesNotContainPattern("<script(?![^>]* src=| type=\"importmap\")")
        .doesNotContain("<style")
        .doesNotContainPattern("\\son[a-z]+=");
    assertThat(files.importMapHash()).matches("'sha256-[A-Za-z0-9+/]{43}='");
  }

  @Test
  void modulesMakeElementsAndNeverHtml() {
    files
        .all()
        .forEach(
            (name, file) -> {
              if (!LIBRARY.matcher(name).matches()) {
                assertThat(text(file))
                    .as(name)
                    .doesNotContain(
                        "innerHTML", "dangerouslySetInnerHTML", "eval(", "document.write");
              }
            });
  }

  @Test
  void aModuleFitsOnAFewScreens() {
    for (Map.Entry<String, WebFile> file : files.all().entrySet()) {
      assertThat(text(file.getValue()).lines().count())
          .as(file.getKey())
          .isLessThanOrEqualTo(MOST_LINES);
    }
  }

  @Test
  void whatIsCompressedIsTheSame() throws IOException {
    for (WebFile file : files.all().values()) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file.zipped()))) {
        assertThat(in.readAllBytes()).isEqualTo(file.plain());
      }
    }
  }

  private static String text(WebFile file) {
    return new String(file.plain(), UTF_8);
  }
}
