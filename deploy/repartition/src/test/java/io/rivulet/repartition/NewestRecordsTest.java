package io.rivulet.repartition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NewestRecordsTest {
  private static final long SEED = 5;

  @Test
  void onlyTheNewestOfEachKeyCountsInWhateverOrderKeysCome() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    NewestRecords all = new NewestRecords(4_096);
    Map<Long, Long> newest = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      long key = random.nextInt(3_000);
      long record = random.nextInt(4) == 0 ? 0 : random.nextLong();
      assertThat(all.put(key, record)).isTrue();
      newest.put(key == 0 ? 1 : key, record);
    }
    NewestRecords once = new NewestRecords(1 << 16);
    newest.forEach((key, record) -> assertThat(once.put(key, record)).isTrue());
    assertThat(all.fingerprint().records())
        .isEqualTo(newest.values().stream().filter(record -> record != 0).count());
    assertThat(all.fingerprint()).isEqualTo(once.fingerprint());
    assertThat(once.put(3_017, 1)).isTrue();
    assertThat(all.fingerprint()).isNotEqualTo(once.fingerprint());
  }

  @Test
  void thereIsRoomForSoManyKeysAndNoMore() {
    NewestRecords few = new NewestRecords(4);
    for (long key = 1; key <= 4; key++) {
      assertThat(few.put(key, key)).isTrue();
    }
    assertThat(few.put(5, 1)).isFalse();
    assertThat(few.put(4, 9)).as("it is there").isTrue();
    few.clear();
    assertThat(few.fingerprint()).isEqualTo(Fingerprint.NOTHING);
    assertThat(few.put(5, 1)).isTrue();
  }
}
