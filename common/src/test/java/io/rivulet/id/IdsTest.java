package io.rivulet.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  private static final Instant TIME = Instant.parse("2026-11-22T18:36:50.029Z");

  @Test
  void aReplayOfASubmissionGivesTheSameId() {
    long id = Ids.ofSubmission(3, 123_456_789, TIME);
    assertThat(Ids.ofSubmission(3, 123_456_789, TIME)).isEqualTo(id);
    assertThat(Ids.time(id)).isEqualTo(TIME);
  }

  @Test
  void submissionsOfOneMillisecondDifferByPartitionAndOffset() {
    long id = Ids.ofSubmission(3, 100, TIME);
    assertThat(Ids.ofSubmission(4, 100, TIME)).isNotEqualTo(id);
    assertThat(Ids.ofSubmission(3, 101, TIME)).isEqualTo(id + 1);
    assertThat(Ids.ofSubmission(3, 100, TIME.plusMillis(1))).isGreaterThan(id);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 2026-01-01T00:00:00Z, partition: expected 0 to 255",
    "256, 0, 2026-01-01T00:00:00Z, partition: expected 0 to 255",
    "0, -1, 2026-01-01T00:00:00Z, offset: expected at least 0",
    "0, 0, 2019-12-31T23:59:59Z, time: expected 2020-01-01 to 2089-09-06",
    "0, 0, 2090-01-01T00:00:00Z, time: expected 2020-01-01 to 2089-09-06",
  })
  void whatHasNoIdIsRefused(int partition, long offset, Instant time, String message) {
    assertThatThrownBy(() -> Ids.ofSubmission(partition, offset, time))
        .hasMessageStartingWith(message);
  }

  @Test
  void theFirstIdOfATimeIsNotAboveAnyOther() {
    assertThat(Ids.firstAt(TIME)).isLessThanOrEqualTo(Ids.ofSubmission(0, 0, TIME));
    assertThat(Ids.time(Ids.firstAt(TIME))).isEqualTo(TIME);
    assertThat(Ids.firstAt(Ids.EPOCH)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 42, 999_999_999_999_999_999L, Long.MAX_VALUE})
  void parsesWhatToStringWrites(long id) {
    assertThat(Ids.parse(Long.toString(id))).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "+1",
        "01",
        "1 ",
        "1.0",
        "x",
        "٣",
        "9223372036854775808",
        "9999999999999999999",
        "12345678901234567890"
      })
  void anythingElseIsNoId(String text) {
    assertThat(Ids.parse(text)).isZero();
  }
}
