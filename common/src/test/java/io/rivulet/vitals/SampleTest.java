package io.rivulet.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void linesOfTheTextFormatAreRead() {
    assertThat(
            Sample.parse(
                """
                # HELP a_total what it is
                # TYPE a_total counter
                a_total 12.0
                b{x="1",y="a b"} 1.5e3 1700000000000
                c{le="+Inf",} 7
                d +Inf
                """))
        .containsExactly(
            new Sample("a_total", Map.of(), 12),
            new Sample("b", Map.of("x", "1", "y", "a b"), 1_500),
            new Sample("c", Map.of("le", "+Inf"), 7),
            new Sample("d", Map.of(), Double.POSITIVE_INFINITY));
  }

  @Test
  void valuesOfLabelsMayHaveAnything() {
    assertThat(Sample.parse("a{route=\"/x/{id}\",said=\"a \\\"b\\\", c=\\\"d\\\" \\\\\\n\"} 1"))
        .containsExactly(
            new Sample("a", Map.of("route", "/x/{id}", "said", "a \"b\", c=\"d\" \\\n"), 1));
  }

  @Test
  void whatIsNoSampleIsPassedOver() {
    assertThat(Sample.parse("\nnonsense\na b\n<html>\n{} 1\nok 1")).hasSize(1);
  }
}
