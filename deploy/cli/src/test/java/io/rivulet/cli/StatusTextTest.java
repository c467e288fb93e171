package io.rivulet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class StatusTextTest {
  @Test
  void theHtmlOfAStatusBecomesText() {
    assertThat(
            StatusText.plain(
                "<p>1 &lt; 2 &amp;&amp; <a href=\"x\">#tag</a><br />next</p><p>last</p>"))
        .isEqualTo("1 < 2 && #tag\nnext\n\nlast");
  }

  @Test
  void whatIsEscapedTwiceStaysEscapedOnce() {
    assertThat(StatusText.plain("&amp;lt;")).isEqualTo("&lt;");
  }

  @Test
  void noPostSteersTheTerminal() {
    assertThat(StatusText.plain("red \u001b[31m alert")).isEqualTo("red \uFFFD[31m alert");
  }

  @Test
  void aBoostNamesBothAuthorsAndShowsTheOriginal() throws Exception {
    var status =
        new ObjectMapper()
            .readTree(
                """
                {"id":"2","created_at":"2026-01-01T00:00:00.000Z","account":{"acct":"bob"},
                 "content":"","reblog":{"id":"1","account":{"acct":"ann"},"content":"<p>Hi</p>",
                 "media_attachments":[{"type":"image","url":"https://example.org/a.jpg"}],
                 "card":{"title":"T","url":"https://example.org/"}}}
                """);
    assertThat(StatusText.of(status).lines())
        .containsExactly(
            "2026-01-01T00:00:00.000Z  @bob boosted @ann  (2)",
            "    Hi",
            "    [image] https://example.org/a.jpg",
            "    [link] T: https://example.org/");
  }
}
