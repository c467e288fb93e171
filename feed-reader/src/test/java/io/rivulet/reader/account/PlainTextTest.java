package io.rivulet.reader.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.post.HtmlText;
import io.rivulet.post.WebAddresses;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a\nb",
        "a\n\nb",
        "1 < 2 & \"3\" > '1' &amp;",
        "#tag http://a.example/?b&c"
      })
  void isTheTextThatWasRendered(String text) {
    String html =
        HtmlText.render(text, List.of(), new WebAddresses(URI.create("http://feed.example")));
    assertThat(PlainText.of(html)).isEqualTo(text);
  }
}
