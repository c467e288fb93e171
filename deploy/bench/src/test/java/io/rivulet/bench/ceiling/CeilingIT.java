package io.rivulet.bench.ceiling;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.HomeTimeline;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the ceiling is measured with does what it says, on a real Redis.
final class CeilingIT {
  private static final int TIMELINES = 300;
  private static final long[] VIEWERS = LongStream.range(1, 1 + TIMELINES).toArray();

  private final String uri = TestServers.redis();
  private final int port = URI.create(uri).getPort();
  private final Redis redis = new Redis(RedisSettings.of(uri));

  @BeforeEach
  void empty() {
    redis.await(redis.commands().flushall());
  }

  @AfterEach
  void close() {
    redis.close();
  }

  private HomeTimeline home(long viewer) {
    return Objects.requireNonNull(
        HomeTimeline.decode(redis.await(redis.commands().get(Keyspace.home(viewer)))));
  }

  @Test
  void timelinesInTheSteadyStateAreFullAndWereTrimmedAtDifferentTimes() {
    long entries = SteadyTimelines.fill(redis, port, VIEWERS, 1);
    long[] sizes = Arrays.stream(VIEWERS).map(viewer -> home(viewer).ids().size()).toArray();
    assertThat(Arrays.stream(sizes).sum()).isEqualTo(entries);
    assertThat(Arrays.stream(sizes).min().orElseThrow()).isGreaterThan(800);
    assertThat(Arrays.stream(sizes).max().orElseThrow()).isLessThan(1_008);
    assertThat(Arrays.stream(sizes).distinct().count()).isGreaterThan(100);
    for (long viewer : VIEWERS) {
      assertThat(home(viewer).complete()).isTrue();
      assertThat(home(viewer).floor()).isPositive();
      requireOrder(viewer);
    }
  }

  private void requireOrder(long viewer) {
    assertThat(home(viewer).ids().toArray()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void whatIsMeasuredIsDeliveredInTheOwnersName() {
    SteadyTimelines.fill(redis, port, VIEWERS, 1);
    long newest = newest();
    byte[] state = redis.await(redis.commands().get(Keyspace.state(0)));
    var ceiling = new Ceiling(port, 2, Duration.ofMillis(50));
    assertThat(ceiling.deliver(redis, VIEWERS, 10, 100).rounds())
        .hasSize(2)
        .allMatch(rate -> rate > 0);
    assertThat(newest()).isGreaterThan(newest);
    assertThat(redis.await(redis.commands().get(Keyspace.state(0)))).isEqualTo(state);
  }

  private long newest() {
    return Arrays.stream(VIEWERS)
        .map(viewer -> home(viewer).ids().at(home(viewer).ids().size() - 1))
        .max()
        .orElseThrow();
  }

  @Test
  void lateEntriesStayInOrder() throws Exception {
    Homes homes = Homes.takeOver(redis, VIEWERS);
    Clock clock = SteadyTimelines.fill(port, homes, 1);
    try (Wire wire = Wire.open(port)) {
      wire.run(new Deliver(homes, clock, new Deliver.Shape(10, 1, 0.5), 1), 4, 100);
      assertThat(wire.sum(0)).as("timelines that were there").isEqualTo(1_000);
      assertThat(wire.sum(1)).as("corrupt").isZero();
    }
    for (long viewer : VIEWERS) {
      requireOrder(viewer);
    }
  }

  @Test
  void othersTimelinesKeepTheirLength() {
    var ceiling = new Ceiling(port, 1, Duration.ofMillis(50));
    assertThat(ceiling.mastodon(5).median()).isPositive();
    ceiling.peer(Peer.LIST, 5);
    byte[] sortedSet = "feed:home:110000000000000000".getBytes(StandardCharsets.US_ASCII);
    byte[] list = "list:home:110000000000000000".getBytes(StandardCharsets.US_ASCII);
    assertThat(redis.await(redis.commands().zcard(sortedSet))).isEqualTo(800);
    assertThat(redis.await(redis.commands().llen(list))).isEqualTo(800);
  }
}
