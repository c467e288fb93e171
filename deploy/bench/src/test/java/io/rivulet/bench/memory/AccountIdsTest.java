package io.rivulet.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.id.Ids;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AccountIdsTest {
  @Test
  void idsAscendAndSpanTheTime() {
    long[] ids = AccountIds.over(10_000, Duration.ofHours(1), 7);
    assertThat(Arrays.stream(ids).sorted().distinct().toArray()).isEqualTo(ids);
    assertThat(Duration.between(Ids.time(ids[0]), Ids.time(ids[9_999])))
        .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
  }
}
