package io.rivulet.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.event.Mention;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTextTest {

  private static final WebAddresses ADDRESSES =
      new WebAddresses(URI.create("https://feed.example"));

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("", ""),
        Arguments.of(" \n", "<p> </p>"),
        Arguments.of("\n\n", ""),
        Arguments.of("Hello", "<p>Hello</p>"),
        Arguments.of("a\nb\r\nc\rd", "<p>a<br />b<br />c<br />d</p>"),
        Arguments.of("\na\n\n\nb\n", "<p>a</p><p>b</p>"),
        Arguments.of("1 < 2 & \"3\" > '0'", "<p>1 &lt; 2 &amp; &quot;3&quot; &gt; &#39;0&#39;</p>"),
        Arguments.of("&lt;", "<p>&amp;lt;</p>"),
        Arguments.of("a\u0000\u0007b\tc", "<p>ab\tc</p>"),
        Arguments.of("🚀", "<p>🚀</p>"),
        Arguments.of(
            "#Größe",
            "<p><a href=\"https://feed.example/tags/gr%C3%B6%C3%9Fe\" class=\"mention hashtag\""
                + " rel=\"tag\">#<span>Größe</span></a></p>"),
        Arguments.of(
            "hi @BOB and @nobody",
            "<p>hi <a href=\"https://feed.example/@Bob\" class=\"u-url mention\">@<span>Bob</span>"
                + "</a> and @nobody</p>"),
        Arguments.of(
            "https://a.example/?x='1'&y=2",
            "<p><a href=\"https://a.example/?x=&#39;1&#39;&amp;y=2\" rel=\"nofollow noopener\""
                + " target=\"_blank\">https://a.example/?x=&#39;1&#39;&amp;y=2</a></p>"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void rendersTextAsHtml(String text, String html) {
    assertThat(HtmlText.render(text, List.of(new Mention(7, "Bob")), ADDRESSES)).isEqualTo(html);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "https://a.example/\"onmouseover=\"alert(1)",
        "https://a.example/<img src=x onerror=alert(1)>",
        "#x\"><script>",
        "@bob<script>"
      })
  void nothingInATextBecomesMarkup(String text) {
    String html = HtmlText.render(text, List.of(new Mention(7, "bob")), ADDRESSES);
    assertThat(
            html.replaceAll("</?(p|a|span|br)( (href|class|rel|target)=\"[^\"<>]*\")*( /)?>", ""))
        .doesNotContain("<", ">", "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"feed.example", "ftp://feed.example", "https://feed.example/api", "https:///x"})
  void aBaseThatClientsCannotUseIsRefused(String base) {
    assertThatThrownBy(() -> new WebAddresses(URI.create(base)))
        .hasMessageContaining("expected http(s)://host[:port]")
        .hasMessageContaining(base);
  }

  @Test
  void aSlashAtTheEndOfTheBaseIsDropped() {
    assertThat(new WebAddresses(URI.create("http://localhost:8080/")).post(5))
        .isEqualTo("http://localhost:8080/posts/5");
  }
}
