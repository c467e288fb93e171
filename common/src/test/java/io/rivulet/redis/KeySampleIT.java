package io.rivulet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lettuce.core.SetArgs;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.KeySample.Estimate;
import io.rivulet.redis.KeySample.Node;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeySampleIT {
  @RegisterExtension static final TestRedis test = new TestRedis();

  @Test
  void keysTellTheirIdsAndWhenTheyEnd() {
    Redis redis = test.redis();
    redis.await(
        redis
            .commands()
            .set(Keyspace.home(17), new byte[8], SetArgs.Builder.px(Duration.ofMinutes(1))));
    redis.await(redis.commands().set(Keyspace.name("ann"), new byte[8]));
    List<DrawnKey> drawn = redis.await(redis.sample(200)).nodes().getFirst().drawn();
    assertThat(drawn).hasSize(200);
    // That 200 draws miss one of two keys happens once in 2^199 times.
    assertThat(drawn)
        .filteredOn(key -> key.keyspace().equals("home"))
        .isNotEmpty()
        .allSatisfy(
            key -> {
              assertThat(key.id()).isEqualTo(17);
              assertThat(key.left()).isBetween(1L, 60_000L);
            });
    assertThat(drawn)
        .filteredOn(key -> key.keyspace().equals("name"))
        .isNotEmpty()
        .allSatisfy(
            key -> {
              assertThat(key.id()).isZero();
              assertThat(key.left()).isNegative();
            });
  }

  /// Of 2,000 samples of 500 keys, those whose sum lies beyond two standard errors are some 5 %;
  /// beyond 8 % it would be by an error of ours: 6 standard errors of that share.
  @Test
  void aSumIsAsFarOffAsItSays() {
    long seed = Long.getLong("feed.seed", System.nanoTime());
    System.out.println("-Dfeed.seed=" + seed);
    Random random = new Random(seed);
    long[] bytes = random.longs(10_000, 50, 3_000).toArray();
    double sum = 0;
    for (long one : bytes) {
      sum += one;
    }
    int beyond = 0;
    for (int i = 0; i < 2_000; i++) {
      List<DrawnKey> drawn =
          Stream.generate(() -> new DrawnKey("{1}:post:1", bytes[random.nextInt(10_000)], -1))
              .limit(500)
              .toList();
      Estimate told = new KeySample(List.of(new Node(10_000, 0, 0, drawn))).sum(DrawnKey::bytes);
      beyond += Math.abs(told.sum() - sum) > 2 * told.error() ? 1 : 0;
    }
    assertThat(beyond).isBetween(20, 160);
  }

  @Test
  void primariesAddUp() {
    Node one = new Node(100, 0, 0, List.of(new DrawnKey("a", 10, -1), new DrawnKey("b", 20, -1)));
    Node empty = new Node(0, 0, 0, List.of());
    KeySample sample = new KeySample(List.of(one, one, empty));
    assertThat(sample.sum(DrawnKey::bytes).sum()).isEqualTo(3_000);
    // Each is off by 100 · 7.07 / √2 = 500.
    assertThat(sample.sum(DrawnKey::bytes).error()).isCloseTo(Math.hypot(500, 500), within(1e-9));
  }
}
