package io.rivulet.cold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.post.PostBody;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchedTest {
  private static final BitSet PARTITIONS = BitSet.valueOf(new long[] {0b1001});

  @Test
  void whatIsWrittenIsRead() {
    PostBody body = PostBody.tombstone(7, 3);
    Searched read = Searched.decode(new Searched(PARTITIONS, Map.of(11L, body)).encode());
    assertThat(read.partitions()).isEqualTo(PARTITIONS);
    assertThat(read.found()).containsOnlyKeys(11L);
    assertThat(read.found())
        .hasEntrySatisfying(11L, one -> assertThat(one.bytes()).isEqualTo(body.bytes()));
  }

  @Test
  void nothingFoundIsAnAnswerToo() {
    Searched read = Searched.decode(new Searched(PARTITIONS, Map.of()).encode());
    assertThat(read.found()).isEmpty();
    assertThat(read.partitions()).isEqualTo(PARTITIONS);
  }

  @Test
  void whateverElseIsAnsweredIsRefusedAndNothingElseHappens() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] right = new Searched(PARTITIONS, Map.of(11L, PostBody.tombstone(7, 3))).encode();
    for (int i = 0; i < 20_000; i++) {
      byte[] wrong = right.clone();
      wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
      byte[] cut = Arrays.copyOf(wrong, random.nextInt(wrong.length + 1));
      try {
        var _ = Searched.decode(cut);
      } catch (IllegalArgumentException expected) {
        assertThat(expected).as("seed %d", seed).hasMessageContaining("answer of a worker");
      }
    }
  }

  @Test
  void aRequestSaysWhatIsWrongWithIt() {
    assertThat(DoorProtocol.decode(DoorProtocol.encode(List.of(1L, 2L)))).containsExactly(1L, 2L);
    assertThatThrownBy(() -> DoorProtocol.decode(new byte[12]))
        .hasMessage("ids: expected 1 to 100 of 8 bytes each, found 12 bytes");
    assertThatThrownBy(() -> DoorProtocol.decode(new byte[0])).hasMessageContaining("found 0");
    assertThatThrownBy(() -> DoorProtocol.decode(new byte[808])).hasMessageContaining("found 808");
    assertThatThrownBy(() -> DoorProtocol.decode(DoorProtocol.encode(List.of(5L, -1L))))
        .hasMessage("ids[1]: expected a positive number, found -1");
  }
}
