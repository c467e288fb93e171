package io.rivulet.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PackedIdsTest {
  @Test
  void searchesAndCutsAreByIdAndExclusive() {
    PackedIds ids = PackedIds.of(10, 20, 30);
    assertThat(ids.below(10)).isZero();
    assertThat(ids.below(25)).isEqualTo(2);
    assertThat(ids.below(31)).isEqualTo(3);
    assertThat(ids.contains(20)).isTrue();
    assertThat(ids.contains(21)).isFalse();
    assertThat(ids.above(20).toArray()).containsExactly(30);
    assertThat(ids.above(Long.MAX_VALUE).isEmpty()).isTrue();
    assertThat(ids.newest(2).toArray()).containsExactly(20, 30);
    assertThat(ids.newest(9).toArray()).containsExactly(10, 20, 30);
    assertThat(PackedIds.EMPTY.contains(1)).isFalse();
  }

  @Test
  void whatIsNotAHeaderAndWholeIdsIsRefused() {
    assertThatThrownBy(() -> PackedIds.from(new byte[15], 8))
        .isInstanceOf(CorruptTimelineException.class)
        .hasMessageContaining("15 bytes");
    assertThatThrownBy(() -> PackedIds.from(new byte[4], 8))
        .isInstanceOf(CorruptTimelineException.class);
    assertThatThrownBy(() -> HomeTimeline.decode(new byte[40]))
        .isInstanceOf(CorruptTimelineException.class);
    assertThatThrownBy(() -> AuthorTimeline.decode(new byte[16]))
        .isInstanceOf(CorruptTimelineException.class);
    assertThatThrownBy(() -> ShardState.decode(new byte[23]))
        .isInstanceOf(CorruptTimelineException.class);
  }

  @Test
  void anIndexOutsideIsRefused() {
    assertThatThrownBy(() -> PackedIds.of(1).at(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
