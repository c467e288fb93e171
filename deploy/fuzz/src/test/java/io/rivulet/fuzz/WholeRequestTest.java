package io.rivulet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeRequestTest {
  private static final String GET = "GET /a?b=%20c HTTP/1.1\r\n";
  private static final String HOST = "Host: 127.0.0.1\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        GET + HOST + "\r\n",
        GET + HOST + "X-Odd: ;;; \u00ff\r\nRange: bytes=9-1\r\n\r\n",
        "POST / HTTP/1.1\r\ncontent-length: 3\r\n" + HOST + "\r\n\r\n{"
      })
  void whatNobodyCouldMisreadIsOne(String request) {
    assertThat(is(request)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HTTP/1.1",
        GET + HOST,
        GET + "\r\n",
        GET + HOST + HOST + "\r\n",
        GET + HOST + "no header\r\n\r\n",
        GET + HOST + "A: b\r\n folded\r\n\r\n",
        GET + HOST + "A : b\r\n\r\n",
        GET + HOST + "A: \0\r\n\r\n",
        GET + HOST + "Content-Length: 1\r\n\r\n",
        GET + HOST + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n",
        GET + HOST + "Transfer-Encoding: chunked\r\n\r\n",
        GET + HOST + "Expect: 100-continue\r\n\r\n",
        GET + HOST + "\r\nmore",
        "GET a HTTP/1.1\r\n" + HOST + "\r\n",
        "GET /%zz HTTP/1.1\r\n" + HOST + "\r\n",
        "GET / HTTP/1.0\r\n" + HOST + "\r\n",
        "BREW / HTTP/1.1\r\n" + HOST + "\r\n"
      })
  void whatIsInDoubtIsNone(String request) {
    assertThat(is(request)).isFalse();
  }

  @Test
  void aHeadBeyondTheLimitIsNone() {
    assertThat(is(GET + HOST + "A: " + "b".repeat(9_000) + "\r\n\r\n")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "%41", "a%41", "%"})
  void aLongTargetTakesNoMoreStackThanAShortOne(String part) {
    String request = "GET /" + part.repeat(7_500 / part.length()) + " HTTP/1.1\r\n" + HOST + "\r\n";
    assertThat(is(request)).isEqualTo(!part.equals("%"));
  }

  @Test
  void whatMustBeTakenIsWhole() {
    Map<String, String> values = Map.of("self", "1", "other", "2", "post", "3", "token", "t");
    assertThat(Corpus.valid()).allMatch(shot -> WholeRequest.is(shot.bytes(values)));
  }

  private static boolean is(String request) {
    return WholeRequest.is(request.getBytes(StandardCharsets.ISO_8859_1));
  }
}
