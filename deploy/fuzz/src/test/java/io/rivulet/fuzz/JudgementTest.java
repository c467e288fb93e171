package io.rivulet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A judgement that never finds anything would be worth nothing.
class JudgementTest {
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  @Test
  void aWholeRequestWithoutAnAnswerIsAFault() {
    assertThat(kind(asked(Shot.Target.DOOR, "/"))).isEqualTo("closed");
    assertThat(kind(shot(Shot.Target.DOOR, "GET / HTTP/1.1\r\nHost"))).isNull();
  }

  @Test
  void parametersOfAPathAreNoneOfWhoAnswers() {
    assertThat(Judgement.routed("/api/v1/lists;%C3%96=1/7;b/accounts+%2B"))
        .isEqualTo("/api/v1/lists/7/accounts++");
  }

  @Test
  void anAnswer5xxIsAFault() {
    Shot shot = asked(Shot.Target.WORKER, "/stores/posts");
    String error = "{\"error\":\"Try again\"}";
    assertThat(kind(shot, new RawAnswer(500, JSON, error))).isEqualTo("status 500");
    assertThat(kind(shot, new RawAnswer(503, JSON, error))).isEqualTo("status 503");
    assertThat(kind(shot, away("1"))).isEqualTo("status 503");
  }

  @Test
  void whatIsRefusedBeforeItCameToItsEndMayHaveBeenTakenForBrokenOff() {
    String error = "{\"error\":\"Try again\"}";
    Map<String, String> later = Map.of("content-type", "application/json", "retry-after", "1");
    String head = "POST /api/v1/statuses HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n";
    assertThat(kind(shot(Shot.Target.DOOR, head), new RawAnswer(503, later, error))).isNull();
    assertThat(kind(shot(Shot.Target.DOOR, head), new RawAnswer(500, JSON, error)))
        .isEqualTo("status 500");
    assertThat(kind(shot(Shot.Target.DOOR, head + "{}"), new RawAnswer(503, later, error)))
        .isEqualTo("status 503");
  }

  @Test
  void whatSaysWhenToAskAgainIsAskedThen() {
    assertThat(pause(away("1"))).isEqualTo(1);
    assertThat(pause(away("0"))).isEqualTo(1);
    assertThat(pause(away("3600"))).isEqualTo(5);
    assertThat(pause(away(""), away("soon"))).isZero();
    assertThat(pause(new RawAnswer(429, Map.of("retry-after", "1"), ""))).isZero();
    assertThat(pause()).isZero();
  }

  @Test
  void aWorkerSaysWhatIsWrong() {
    Shot shot = asked(Shot.Target.WORKER, "/stores/posts");
    assertThat(kind(shot, new RawAnswer(422, JSON, "{\"error\":\"ids: none\"}"))).isNull();
    assertThat(kind(shot, new RawAnswer(422, JSON, "{}"))).isEqualTo("says no error");
  }

  @Test
  void anAdminPortMayTellThatSomethingIsNotWellAndNothingElse() {
    RawAnswer unwell = new RawAnswer(500, JSON, "{\"redis\":{\"healthy\":false}}");
    assertThat(kind(asked(Shot.Target.READER_ADMIN, "/healthcheck"), unwell)).isNull();
    assertThat(kind(asked(Shot.Target.READER_ADMIN, "/tasks/gc"), unwell)).isNull();
    assertThat(kind(asked(Shot.Target.READER_ADMIN, "/metrics"), unwell)).isEqualTo("status 500");
    assertThat(kind(asked(Shot.Target.READER, "/healthcheck"), unwell)).isEqualTo("status 500");
  }

  private static RawAnswer away(String seconds) {
    return new RawAnswer(503, Map.of("retry-after", seconds), "{\"error\":\"Try again\"}");
  }

  private static long pause(RawAnswer... answers) {
    return HttpDoor.pause(new Wire.Exchange(List.of(answers), null));
  }

  private static @Nullable String kind(Shot shot, RawAnswer... answers) {
    Fault fault = Judgement.of(shot, new Wire.Exchange(List.of(answers), null), Map.of());
    return fault == null ? null : fault.kind();
  }

  private static Shot asked(Shot.Target target, String path) {
    return shot(target, "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  }

  private static Shot shot(Shot.Target target, String text) {
    return new Shot(target, text.getBytes(StandardCharsets.ISO_8859_1), false);
  }
}
