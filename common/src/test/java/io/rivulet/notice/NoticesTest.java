package io.rivulet.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.timeline.CorruptTimelineException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private static final Notice FOLLOW = new Notice(5, Notice.Kind.FOLLOW, 7, 0);
  private static final Notice LIKE = new Notice(9, Notice.Kind.LIKE, 8, 4);

  @Test
  void theNewestComesFirst() {
    assertThat(Notices.decode(Notices.encode(List.of(FOLLOW, LIKE)))).containsExactly(LIKE, FOLLOW);
  }

  @Test
  void anAbsentValueHasNone() {
    assertThat(Notices.decode(null)).isEmpty();
  }

  @Test
  void aTornValueIsRefused() {
    byte[] value = Notices.encode(List.of(FOLLOW));
    assertThatThrownBy(() -> Notices.decode(Arrays.copyOf(value, value.length - 1)))
        .isInstanceOf(CorruptTimelineException.class);
  }

  @Test
  void aKindNobodyWritesIsRefused() {
    byte[] value = Notices.encode(List.of(FOLLOW));
    value[1 + Long.BYTES] = 7;
    assertThatThrownBy(() -> Notices.decode(value))
        .isInstanceOf(CorruptTimelineException.class)
        .hasMessageContaining("found 7");
  }
}
