package io.rivulet.fanout.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.fanout.delivery.AuthorSize;
import io.rivulet.fanout.delivery.Recipients;
import io.rivulet.fanout.delivery.RecipientsBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LargeFanOutsTest {
  private final LargeFanOuts large = new LargeFanOuts();
  private final List<String> taken = new ArrayList<>();

  @Test
  void recipientsComePartByPartAndEachOnce() {
    large.add(7, recipients(1, 300), 70, AuthorSize.LARGE);
    large.add(8, recipients(301, 303), 80, AuthorSize.LARGE);
    assertThat(large.waiting()).isEqualTo(303);
    assertThat(large.oldest()).isEqualTo(70);
    take(250);
    assertThat(large.waiting()).isEqualTo(53);
    take(100);
    assertThat(large.isEmpty()).isTrue();
    assertThat(large.oldest()).isEqualTo(Long.MAX_VALUE);
    assertThat(taken).hasSize(303).doesNotHaveDuplicates();
    assertThat(taken.subList(0, 300)).allMatch(one -> one.startsWith("7 "));
    assertThat(taken.subList(300, 303)).allMatch(one -> one.startsWith("8 "));
  }

  @Test
  void whileOthersKeepTheLaneBusyOneCallOfFourIsTheirs() {
    large.add(7, recipients(1, 1_000), 70, AuthorSize.LARGE);
    large.wrote(3 * 64);
    assertThat(large.owed(64)).isFalse();
    large.wrote(64);
    assertThat(large.owed(64)).isTrue();
    take(64);
    assertThat(large.owed(64)).isFalse();
  }

  @Test
  void nothingIsOwedToNobody() {
    large.wrote(10_000);
    assertThat(large.owed(64)).isFalse();
    large.add(7, recipients(1, 300), 70, AuthorSize.LARGE);
    assertThat(large.owed(64)).isFalse();
  }

  @Test
  void roomEnds() {
    for (int i = 0; i < 25; i++) {
      assertThat(large.hasRoom()).isTrue();
      large.add(i + 1, recipients(1, 10_000), 0, AuthorSize.LARGE);
    }
    assertThat(large.hasRoom()).isFalse();
    large.clear();
    assertThat(large.hasRoom()).isTrue();
    assertThat(large.isEmpty()).isTrue();
  }

  private void take(int limit) {
    large.take(
        limit,
        (id, viewer, timestamp, size) ->
            taken.add(id + " " + viewer + " " + timestamp + " " + size));
  }

  private static Recipients recipients(long first, long last) {
    RecipientsBuilder builder = new RecipientsBuilder();
    LongStream.rangeClosed(first, last).forEach(builder::add);
    return builder.build();
  }
}
