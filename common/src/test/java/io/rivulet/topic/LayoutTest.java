package io.rivulet.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Layout.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LayoutTest {
  private static final Map<String, List<Long>> ENDS = Map.of(Topics.POSTS, List.of(5L, 7L));
  private static final Layout COPYING =
      Layout.AS_CREATED.draining(2, 4, "feed-fanout").copying(ENDS);

  private static Layout at(Step step) {
    return switch (step) {
      case SETTLED -> COPYING.settled();
      case DRAINING -> Layout.AS_CREATED.draining(2, 4, "feed-fanout");
      case COPYING -> COPYING;
      case CLEARING -> COPYING.clearing();
    };
  }

  private static Layout decode(String json) {
    return Layout.decode(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void eachStepIsReadAsItWasWritten(Step step) {
    assertThat(at(step).step()).isEqualTo(step);
    assertThat(Layout.decode(at(step).encode())).isEqualTo(at(step));
  }

  /// Whoever runs while another version does must read what that one writes.
  @Test
  void theFormIsThatOfTheTopic() {
    assertThat(new String(COPYING.settled().encode(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"step":"settled","partitions":4,"from":2,"ends":{"feed.posts.v1":[5,7]}}""");
    assertThat(
            new String(
                Layout.AS_CREATED.draining(2, 4, "feed-fanout").encode(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"step":"draining","partitions":4,"from":2,"ends":{},"before":{"step":"settled","partitions":0,"from":0,"ends":{}},"application":"feed-fanout"}""");
    assertThat(decode("{\"step\":\"settled\",\"partitions\":8,\"later\":true}"))
        .isEqualTo(new Layout(Step.SETTLED, 8, 0, Map.of(), null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense | layout: Unrecognized token 'nonsense'",
        "`` | layout: No content",
        "null | layout: expected an object, found null",
        "[] | layout: ",
        "{} | layout: step: expected a value, found nothing",
        "{\"step\":\"resting\"} | layout: Cannot deserialize value of type",
        "{\"step\":\"settled\",\"partitions\":-1} | layout: partitions: expected 0 to 1024, found -1",
        "{\"step\":\"settled\",\"partitions\":4,\"from\":1025} | layout: from: expected 0 to 1024, found 1025",
        "{\"step\":\"copying\",\"partitions\":4,\"from\":2,\"ends\":{\"t\":[1]}} | layout: ends of t: expected 2, found 1",
      })
  void whatIsNoLayoutIsRefusedWithAReason(String json, String reason) {
    assertThatThrownBy(() -> decode(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void addedPartitionsAreReadWhenTheyAreFilled() {
    assertThat(at(Step.DRAINING).readable()).isEqualTo(2);
    assertThat(COPYING.readable()).isEqualTo(2);
    assertThat(COPYING.clearing().readable()).isEqualTo(4);
    assertThat(COPYING.settled().readable()).isEqualTo(4);
    assertThat(Layout.AS_CREATED.readable()).isZero();
  }

  @Test
  void theFanOutStandsStillWhileRecordsAreMovedAndNothingIsPublishedUnlessAllIsSettled() {
    assertThat(Step.values())
        .filteredOn(step -> at(step).isMoving())
        .containsExactly(Step.COPYING, Step.CLEARING);
    assertThat(Step.values())
        .filteredOn(step -> at(step).isSettled())
        .containsExactly(Step.SETTLED);
  }

  @Test
  void whatLayBelowTheEndsHasMovedAlsoSeenFromAnAddedPartition() {
    assertThat(COPYING.hasMoved(Topics.POSTS, 1, 6)).isTrue();
    assertThat(COPYING.hasMoved(Topics.POSTS, 1, 7)).isFalse();
    assertThat(COPYING.hasMoved(Topics.POSTS, 3, 6)).isTrue();
    assertThat(COPYING.hasMoved(Topics.POSTS, 2, 5)).isFalse();
    assertThat(COPYING.hasMoved(Topics.ACTS, 0, 0)).isFalse();
    assertThat(Layout.AS_CREATED.hasMoved(Topics.POSTS, 0, 0)).isFalse();
  }

  @Test
  void theEndsAreKeptFromStepToStep() {
    assertThat(COPYING.settled().ends()).isEqualTo(ENDS);
    assertThat(COPYING.clearing().settled()).isEqualTo(COPYING.settled());
  }

  /// A second change that is given up leaves what the first one made.
  @Test
  void whatWasBeforeIsKeptForAsLongAsItCanBeTakenBack() {
    Layout once = COPYING.settled();
    Layout again = once.draining(4, 8, "feed-fanout");
    assertThat(again.before()).isEqualTo(once);
    assertThat(Layout.decode(again.encode()).before()).isEqualTo(once);
    assertThat(again.copying(Map.of()).before()).isEqualTo(once);
    assertThat(again.copying(Map.of()).clearing().before()).isNull();
    assertThat(again.readable()).isEqualTo(4);
    assertThat(again.inForce()).isEqualTo(once);
    assertThat(again.copying(Map.of()).inForce()).isEqualTo(again.copying(Map.of()));
  }

  @Test
  void aKafkaThatIsAwayIsNoTopicThatIsMissing() {
    KafkaSettings nobody = KafkaSettings.of("127.0.0.1:1");
    try (LayoutTopic topic = new LayoutTopic(nobody, Duration.ofMillis(500))) {
      assertThatThrownBy(topic::read).isInstanceOf(KafkaException.class);
    }
  }
}
