package io.rivulet.fanout.delivery;

import static io.rivulet.fanout.delivery.AuthorSize.LARGE;
import static io.rivulet.fanout.delivery.AuthorSize.MEDIUM;
import static io.rivulet.fanout.delivery.AuthorSize.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class AuthorSizeTest {
  @Test
  void boundsBelongToTheSmallerClass() {
    assertThat(List.of(0, 100, 101, 10_000, 10_001, Integer.MAX_VALUE))
        .map(AuthorSize::of)
        .containsExactly(SMALL, SMALL, MEDIUM, MEDIUM, LARGE, LARGE);
  }

  @Test
  void whatIsToldIsReadByTheDeliveriesPlace() {
    List<AuthorSize> sizes = List.of(SMALL, LARGE, MEDIUM, SMALL, SMALL);
    assertThat(AuthorSize.of(AuthorSize.headers(sizes), sizes.size()))
        .containsExactly(SMALL, LARGE, MEDIUM, SMALL, SMALL);
  }

  @Test
  void smallAuthorsCostNoHeader() {
    assertThat(AuthorSize.headers(List.of(SMALL, SMALL))).isEmpty();
    assertThat(AuthorSize.headers(List.of())).isEmpty();
  }

  @Test
  void whateverTheHeaderSaysEachDeliveryHasAClass() {
    RecordHeaders strange = new RecordHeaders();
    strange.add(AuthorSize.HEADER, new byte[] {1, 99, -1, 2, 2, 2});
    assertThat(AuthorSize.of(strange, 4)).containsExactly(MEDIUM, SMALL, SMALL, LARGE);
    RecordHeaders none = new RecordHeaders();
    none.add(AuthorSize.HEADER, null);
    assertThat(AuthorSize.of(none, 2)).containsExactly(SMALL, SMALL);
    assertThat(AuthorSize.of(new RecordHeaders(), 1)).containsExactly(SMALL);
  }
}
