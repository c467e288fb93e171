package io.rivulet.bench.ceiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.local.LocalException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class AnswersTest {
  /// Seven answers, among them nested, empty and absent ones, and bytes that look like others.
  private static final String SEVEN =
      "*3\r\n:4\r\n:-1\r\n:6\r\n+OK\r\n$5\r\n:1\r\n*\r\n$-1\r\n*0\r\n*2\r\n*2\r\n:1\r\n$0\r\n\r\n:2\r\n:30\r\n";

  private final Answers answers = new Answers();

  @Test
  void eachAnswerCountsOnceHoweverItsBytesComeIn() {
    byte[] bytes = SEVEN.getBytes(StandardCharsets.US_ASCII);
    for (int part = 1; part <= bytes.length; part++) {
      var parted = new Answers();
      for (int at = 0; at < bytes.length; at += part) {
        parted.read(ByteBuffer.wrap(bytes, at, Math.min(part, bytes.length - at)));
      }
      assertThat(parted.complete()).as("parts of %d bytes", part).isEqualTo(7);
    }
  }

  @Test
  void numbersAreAddedUpByTheirPlace() {
    read("*3\r\n:64\r\n:0\r\n:70\r\n*3\r\n:1\r\n:2\r\n:3\r\n");
    assertThat(answers.sum(0)).isEqualTo(65);
    assertThat(answers.sum(1)).isEqualTo(2);
    assertThat(answers.sum(2)).isEqualTo(73);
  }

  @Test
  void anErrorEndsWhateverIsMeasured() {
    assertThatThrownBy(() -> read(":1\r\n-FENCED {3}:state\r\n"))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("FENCED {3}:state");
  }

  private void read(String bytes) {
    answers.read(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.US_ASCII)));
  }
}
