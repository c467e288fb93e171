package io.rivulet.fanout.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VarintTest {
  private static final byte MORE = (byte) 0x80;

  @Test
  void numbersAtTheEdgesOfEachLengthComeBack() {
    for (int bits = 0; bits < Long.SIZE; bits++) {
      comesBack(1L << bits);
      comesBack((1L << bits) - 1);
    }
    comesBack(-1);
  }

  private static void comesBack(long number) {
    byte[] bytes = new byte[Varint.MAX];
    int end = Varint.put(bytes, 0, number);
    assertThat(end).isEqualTo(Varint.size(number)).isEqualTo(Varint.end(bytes, 0));
    assertThat(Varint.get(ByteBuffer.wrap(bytes))).isEqualTo(number);
    ByteBuffer same = ByteBuffer.allocate(Varint.MAX);
    Varint.put(same, number);
    assertThat(same.array()).isEqualTo(bytes);
    assertThat(same.position()).isEqualTo(end);
  }

  @Test
  void whatNobodyWritesIsRefused() {
    refused(MORE, (byte) 0);
    byte[] eleven = new byte[11];
    Arrays.fill(eleven, MORE);
    refused(eleven);
    byte[] tooMuch = eleven.clone();
    tooMuch[9] = 2;
    refused(tooMuch);
  }

  private static void refused(byte... bytes) {
    assertThatIllegalArgumentException().isThrownBy(() -> Varint.get(ByteBuffer.wrap(bytes)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Ascending(bytes, 0).next());
  }
}
