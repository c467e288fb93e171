package io.rivulet.audit.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.audit.AuditException;
import io.rivulet.audit.stored.StoredTimelines;
import io.rivulet.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What `explain` says, with a real Kafka and a real Redis.
final class ExplanationIT {
  private static final long ANN = 101;
  private static final long BOB = 102;
  private static final AuditSettings SETTINGS =
      new AuditSettings(false, 4, 3, Duration.ofSeconds(20), Duration.ofMillis(10));

  private static SmallSystem system;
  private static StoredTimelines timelines;
  private static long early;
  private static long middle;
  private static long late;

  @BeforeAll
  static void begin() throws Exception {
    system = new SmallSystem();
    timelines = new StoredTimelines();
    early = Ids.firstAt(Instant.now().minusSeconds(60));
    middle = early + 1;
    late = Ids.firstAt(Instant.now().plusSeconds(60));
    system.history.account(ANN, "Ann").account(BOB, "Bob").follow(BOB, ANN);
    system.history.post(early, ANN).post(middle, ANN).post(late, ANN);
  }

  @AfterAll
  static void end() {
    timelines.close();
    system.close();
  }

  @BeforeEach
  void bobsTimelineIsThere() {
    system.serving = home -> home;
    timelines.empty();
    timelines.write(system.model, BOB, System.currentTimeMillis(), early);
  }

  @Test
  void whatWasDeliveredIsSaidToBePushed() {
    timelines.deliver(BOB, late);
    List<String> lines = explain("@bob", late);
    assertThat(lines.getFirst()).isEqualTo("post %d, home timeline of @Bob (102)".formatted(late));
    assertThat(lines.get(1))
        .isEqualTo("by Kafka   in it: its author is followed and no rule hides it");
    assertThat(lines.get(2)).contains("feed.posts.v1-").endsWith("post-published by 101");
    assertThat(lines.get(3)).startsWith("in Redis   pushed into the timeline of ");
    assertThat(lines.get(4)).isEqualTo("served     yes, as pushed");
    assertThat(lines.get(5)).isEqualTo("as it must be");
  }

  @Test
  void whatTheRebuildFoundIsSaidToBeRebuilt() {
    assertThat(explain("102", middle))
        .anyMatch(line -> line.startsWith("in Redis   put into the timeline by its rebuild"));
  }

  @Test
  void whatLiesAtTheFloorIsSaidToBeTrimmed() {
    assertThat(explain("bob", early))
        .contains(
            "in Redis   trimmed: at the floor, %d, or below; read from author timelines"
                .formatted(early));
  }

  @Test
  void whatIsMutedIsSaidToBeFiltered() {
    system.history.mute(BOB, ANN, null);
    List<String> lines = explain("bob", middle);
    system.history.unmute(BOB, ANN);
    assertThat(lines.get(1))
        .isEqualTo("by Kafka   not in it: its author, or who is boosted, is muted");
    assertThat(lines.get(3)).endsWith("muted of 101 by 102");
    assertThat(lines.get(4)).endsWith(", filtered by MUTE");
    assertThat(lines.get(5)).isEqualTo("served     no");
    assertThat(lines.getLast()).isEqualTo("as it must be");
  }

  @Test
  void whatIsNotServedAndMustBeIsSaidToBeWrong() {
    system.serving = home -> home.stream().filter(id -> id != middle).toList();
    assertThat(explain("bob", middle).getLast()).startsWith("WRONG: it must be served");
  }

  @Test
  void withoutATimelineTheNextReadRebuildsIt() {
    timelines.empty();
    assertThat(explain("bob", middle))
        .contains("in Redis   no home timeline: the next read rebuilds it");
  }

  @Test
  void whatWasNeverPublishedIsSaidSo() {
    assertThat(explain("bob", 77).get(1))
        .isEqualTo("by Kafka   not in it: nothing was ever published under this id");
  }

  @Test
  void anAccountThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> explain("@nobody", middle))
        .isInstanceOf(AuditException.class)
        .hasMessage("no account @nobody");
  }

  private static List<String> explain(String account, long post) {
    return new Explanation(system.target(), SETTINGS, _ -> {}).of(account, post);
  }
}
