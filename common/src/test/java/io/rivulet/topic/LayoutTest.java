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
  private static final Layout COPYING = new Layout(Step.COPYING, 4, 2, ENDS);

  private static Layout decode(String json) {
    return Layout.decode(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void eachStepIsReadAsItWasWritten(Step step) {
    assertThat(Layout.decode(COPYING.at(step).encode())).isEqualTo(COPYING.at(step));
    assertThat(Layout.decode(Layout.AS_CREATED.at(step).encode()))
        .isEqualTo(Layout.AS_CREATED.at(step));
  }

  /// Whoever runs while another version does must read what that one writes.
  @Test
  void theFormIsThatOfTheTopic() {
    assertThat(new String(COPYING.encode(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"step":"copying","partitions":4,"from":2,"ends":{"feed.posts.v1":[5,7]}}""");
    assertThat(decode("{\"step\":\"settled\",\"partitions\":8,\"later\":true}"))
        .isEqualTo(new Layout(Step.SETTLED, 8, 0, Map.of()));
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
    assertThat(COPYING.at(Step.DRAINING).readable()).isEqualTo(2);
    assertThat(COPYING.readable()).isEqualTo(2);
    assertThat(COPYING.at(Step.CLEARING).readable()).isEqualTo(4);
    assertThat(COPYING.at(Step.SETTLED).readable()).isEqualTo(4);
    assertThat(Layout.AS_CREATED.readable()).isZero();
  }

  @Test
  void theFanOutStandsStillWhileRecordsAreMovedAndNothingIsPublishedUnlessAllIsSettled() {
    assertThat(Step.values())
        .filteredOn(step -> COPYING.at(step).isMoving())
        .containsExactly(Step.COPYING, Step.CLEARING);
    assertThat(Step.values())
        .filteredOn(step -> COPYING.at(step).isSettled())
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
    assertThat(COPYING.at(Step.SETTLED).ends()).isEqualTo(ENDS);
    assertThat(new Layout(Step.DRAINING, 4, 2, Map.of()).upTo(ENDS).at(Step.COPYING))
        .isEqualTo(COPYING);
  }

  @Test
  void aKafkaThatIsAwayIsNoTopicThatIsMissing() {
    KafkaSettings nobody = KafkaSettings.of("127.0.0.1:1");
    try (LayoutTopic topic = new LayoutTopic(nobody, Duration.ofMillis(500))) {
      assertThatThrownBy(topic::read).isInstanceOf(KafkaException.class);
    }
  }
}
