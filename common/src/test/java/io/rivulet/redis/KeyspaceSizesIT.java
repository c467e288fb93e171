package io.rivulet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.KeySample.Node;
import java.util.List;
import java.util.Objects;
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

  /// 3,000 keys of 100 bytes and 1,000 of 1,000: of 2,000 drawn a quarter has a standard error of 1
  /// % of all keys, so 5 % holds in all but one run of a million.
  @Test
  void keysAndBytesOfEachKeyspaceAreTold() {
    for (int i = 1; i <= 3_000; i++) {
      var _ = redis.commands().set(Keyspace.home(i), new byte[100]);
    }
    for (int i = 1; i <= 1_000; i++) {
      var _ = redis.commands().set(Keyspace.post(i), new byte[1_000]);
    }
    long home = redis.await(redis.commands().memoryUsage(Keyspace.home(1_000)));
    long post = redis.await(redis.commands().memoryUsage(Keyspace.post(1_000)));
    KeyspaceSizes sizes = sizes(2_000);
    assertThat(sizes.byName()).containsOnlyKeys("home", "post");
    KeyspaceSizes.Size homes = Objects.requireNonNull(sizes.byName().get("home"));
    KeyspaceSizes.Size posts = Objects.requireNonNull(sizes.byName().get("post"));
    assertThat(homes.keys()).isCloseTo(3_000, within(200.0));
    assertThat(posts.keys()).isCloseTo(1_000, within(200.0));
    assertThat(homes.bytes()).isCloseTo(3_000.0 * home, within(220.0 * home));
    assertThat(posts.bytes()).isCloseTo(1_000.0 * post, within(220.0 * post));
    assertThat(sizes.usedBytes()).isGreaterThan(1_000L * post + 3_000L * home);
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
