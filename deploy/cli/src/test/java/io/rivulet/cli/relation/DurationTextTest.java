package io.rivulet.cli.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class DurationTextTest {
  private final DurationText text = new DurationText();

  @Test
  void secondsMinutesHoursAndDaysAreRead() {
    assertThat(text.convert("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(text.convert("15m")).isEqualTo(Duration.ofMinutes(15));
    assertThat(text.convert("2h")).isEqualTo(Duration.ofHours(2));
    assertThat(text.convert("7d")).isEqualTo(Duration.ofDays(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "-1m", "1.5h", "1w", "9999999s"})
  void anythingElseIsRefused(String wrong) {
    assertThatThrownBy(() -> text.convert(wrong))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("is no duration");
  }
}
