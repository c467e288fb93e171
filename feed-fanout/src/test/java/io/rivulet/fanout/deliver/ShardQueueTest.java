package io.rivulet.fanout.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.fanout.delivery.AuthorSize;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShardQueueTest {
  private static final long NONE = Long.MAX_VALUE;

  private final ShardQueue queue = new ShardQueue(7);

  private long[] wrote() {
    long[] oldest = new long[AuthorSize.values().length];
    Arrays.fill(oldest, NONE);
    queue.wrote(oldest);
    return oldest;
  }

  @Test
  void theOldestOfEachClassIsToldOnceItIsWritten() {
    queue.add(1, 11, 500, AuthorSize.SMALL);
    queue.add(2, 12, 400, AuthorSize.SMALL);
    queue.add(3, 13, 300, AuthorSize.LARGE);
    queue.takeAdds(10, (_, _) -> {});
    queue.add(4, 14, 100, AuthorSize.MEDIUM);
    assertThat(wrote()).containsExactly(400, NONE, 300);
    assertThat(wrote()).as("told already").containsExactly(NONE, NONE, NONE);
    queue.takeAdds(10, (_, _) -> {});
    assertThat(wrote()).containsExactly(NONE, 100, NONE);
  }

  @Test
  void whatIsLeftOverIsTakenToBeAsOldAsWhatWasTaken() {
    queue.add(1, 11, 100, AuthorSize.SMALL);
    queue.add(2, 12, 200, AuthorSize.SMALL);
    queue.takeAdds(1, (_, _) -> {});
    assertThat(wrote()).containsExactly(100, NONE, NONE);
    queue.takeAdds(1, (_, _) -> {});
    assertThat(wrote()).containsExactly(100, NONE, NONE);
    queue.add(3, 13, 900, AuthorSize.SMALL);
    queue.takeAdds(1, (_, _) -> {});
    assertThat(wrote()).as("all of before is written").containsExactly(900, NONE, NONE);
  }

  @Test
  void whatIsGivenUpIsNotTold() {
    queue.add(1, 11, 100, AuthorSize.SMALL);
    queue.takeAdds(1, (_, _) -> {});
    queue.clear();
    assertThat(wrote()).containsExactly(NONE, NONE, NONE);
  }
}
