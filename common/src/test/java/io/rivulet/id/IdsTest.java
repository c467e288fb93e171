package io.rivulet.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
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

  @Test
  void aBoostOfWhatIsOlderHasTheIdOfItsSubmission() {
    long original = Ids.ofSubmission(9, 7, TIME.minusMillis(1));
    assertThat(Ids.ofBoost(3, 17, TIME, original)).isEqualTo(Ids.ofSubmission(3, 17, TIME));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1_000, 300_000})
  void aBoostOfWhatLiesAheadIsAboveItWhateverThePartition(long ahead) {
    long original = Ids.ofSubmission(255, 8_191, TIME.plusMillis(ahead));
    long boost = Ids.ofBoost(0, 8_192, TIME, original);
    assertThat(boost).isGreaterThan(original);
    assertThat(Ids.ofBoost(0, 8_192, TIME, original)).as("replay").isEqualTo(boost);
    assertThat(Ids.time(boost)).isBefore(Ids.time(original).plusSeconds(2));
  }

  @Test
  void boostsOfOneOriginalThatLiesAheadDiffer() {
    long original = Ids.firstAt(TIME.plusSeconds(300));
    Set<Long> ids = new HashSet<>();
    for (long offset = 0; offset < 8_192 * 20; offset += 16) {
      // A submission each 0.1 ms, so they arrive during some 16 seconds.
      Instant arrived = TIME.plusMillis(offset / 10);
      assertThat(ids.add(Ids.ofBoost(3, offset, arrived, original))).isTrue();
    }
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
