package io.rivulet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.KeySample.Node;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeyspaceSizesIT {
  @RegisterExtension static final TestRedis test = new TestRedis();

  private final Redis redis = test.redis();

  private KeyspaceSizes sizes(int keys) {
    return redis.await(redis.sizes(keys));
  }

  @Test
  void anEmptyRedisHasNothing() {
    KeyspaceSizes sizes = sizes(100);
    assertThat(sizes.byName()).isEmpty();
    assertThat(sizes.usedBytes()).isPositive();
  }

  /// What all keys take that `key` makes of 1 to `keys`, each being asked: names differ in length,
  /// so keys of equal values do not take the same.
  private double bytes(LongFunction<byte[]> key, int keys) {
    return LongStream.rangeClosed(1, keys)
        .mapToObj(i -> redis.commands().memoryUsage(key.apply(i)))
        .toList()
        .stream()
        .mapToLong(redis::await)
        .sum();
  }

  /// 3,000 keys of 100 bytes and 1,000 of 1,000: of 2,000 drawn a quarter has a standard error of
  /// 0.97 % of all keys, 39 of them. Seven times that is allowed, which chance passes in one run of
  /// 400 thousand million; bytes have 3 % of that more, as keys of a keyspace differ in theirs.
  @Test
  void keysAndBytesOfEachKeyspaceAreTold() {
    for (int i = 1; i <= 3_000; i++) {
      var _ = redis.commands().set(Keyspace.home(i), new byte[100]);
    }
    for (int i = 1; i <= 1_000; i++) {
      var _ = redis.commands().set(Keyspace.post(i), new byte[1_000]);
    }
    double home = bytes(Keyspace::home, 3_000);
    double post = bytes(Keyspace::post, 1_000);
    KeyspaceSizes sizes = sizes(2_000);
    assertThat(sizes.byName()).containsOnlyKeys("home", "post");
    KeyspaceSizes.Size homes = Objects.requireNonNull(sizes.byName().get("home"));
    KeyspaceSizes.Size posts = Objects.requireNonNull(sizes.byName().get("post"));
    assertThat(homes.keys()).isCloseTo(3_000, within(272.0));
    assertThat(posts.keys()).isCloseTo(1_000, within(272.0));
    assertThat(homes.bytes()).isCloseTo(home, within(280.0 / 3_000 * home));
    assertThat(posts.bytes()).isCloseTo(post, within(280.0 / 1_000 * post));
    assertThat(sizes.usedBytes()).isGreaterThan((long) (home + post));
  }

  @Test
  void primariesAddUpEachByItsOwnKeys() {
    DrawnKey post = new DrawnKey("{1}:post:17", 70, -1);
    Node small = new Node(10, 1_000, 5_000, List.of(new DrawnKey("{1}:home:5", 50, -1), post));
    Node large = new Node(1_000, 9_000, 5_000, List.of(new DrawnKey("{2}:home:6", 30, -1)));
    KeyspaceSizes both = KeyspaceSizes.of(new KeySample(List.of(small, large)));
    assertThat(both.byName().get("home")).isEqualTo(new KeyspaceSizes.Size(1_005, 30_250));
    assertThat(both.byName().get("post")).isEqualTo(new KeyspaceSizes.Size(5, 350));
    assertThat(both.usedBytes()).isEqualTo(10_000);
    assertThat(both.limitBytes()).isEqualTo(10_000);
    Node unlimited = new Node(0, 1, 0, List.of());
    assertThat(KeyspaceSizes.of(new KeySample(List.of(small, unlimited))).limitBytes()).isZero();
  }

  @Test
  void aFieldThatIsNotThereCountsAsNone() {
    assertThat(SizeSample.number("used_memory:12\r\nmaxmemory:0\r\n", "used_memory")).isEqualTo(12);
    assertThat(SizeSample.number("used_memory_rss:12\r\n", "used_memory")).isZero();
  }
}
