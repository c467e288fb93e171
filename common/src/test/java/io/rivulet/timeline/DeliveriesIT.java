package io.rivulet.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Calls of `deliver.lua` with many timelines, many ids, and timelines as long as in production.
class DeliveriesIT {
  @RegisterExtension static final TestRedis SERVER = new TestRedis();

  private static final TimelineLimits LIMITS = TimelineLimits.DEFAULT;
  private static final long NONCE = 7;

  /// What a timeline of full length takes of the allocator (jemalloc); the rest is key and entries
  /// of dictionaries.
  private static final long FULL = 8_192;

  private final Map<Integer, byte[]> epochs = new HashMap<>();

  private void complete(long viewer, long floor, long... ids) {
    own(viewer);
    var redis = SERVER.redis().commands();
    SERVER.redis().await(Rebuild.begin(redis, viewer, NONCE, Duration.ofSeconds(30)));
    boolean merged =
        SERVER
            .redis()
            .await(
                Rebuild.merge(
                    redis, viewer, NONCE, floor, PackedIds.pack(ids), LIMITS, Duration.ofHours(1)));
    assertThat(merged).isTrue();
  }

  private void own(long viewer) {
    epochs.computeIfAbsent(
        Shards.of(viewer),
        shard ->
            PackedIds.pack(
                SERVER
                    .redis()
                    .await(Ownership.takeOver(SERVER.redis().commands(), shard, -1))
                    .state()
                    .epoch()));
  }

  private Deliveries.Delivered deliver(Map<Long, long[]> ids) {
    List<byte[]> states = new ArrayList<>();
    List<byte[]> timelines = new ArrayList<>();
    List<byte[]> packed = new ArrayList<>();
    ids.keySet().forEach(this::own);
    var shards = ids.keySet().stream().map(Shards::of).distinct().toList();
    byte[] owners = new byte[shards.size() * Long.BYTES];
    for (int i = 0; i < shards.size(); i++) {
      states.add(Keyspace.state(shards.get(i)));
      byte[] epoch = Objects.requireNonNull(epochs.get(shards.get(i)));
      System.arraycopy(epoch, 0, owners, i * Long.BYTES, Long.BYTES);
    }
    ids.forEach(
        (viewer, ascending) -> {
          timelines.add(Keyspace.home(viewer));
          packed.add(PackedIds.pack(ascending));
        });
    return SERVER
        .redis()
        .await(
            Deliveries.call(SERVER.redis().commands(), LIMITS, states, owners, timelines, packed));
  }

  private Deliveries.Delivered deliver(long viewer, long... ids) {
    return deliver(Map.of(viewer, ids));
  }

  private static HomeTimeline home(long viewer) {
    return Objects.requireNonNull(HomeTimeline.decode(SERVER.get(Keyspace.home(viewer))));
  }

  private static long[] upTo(long from, long to) {
    return LongStream.rangeClosed(from, to).toArray();
  }

  @Test
  void everyTimelineGetsItsOwnIdsHoweverManyTheOthersGet() {
    Map<Long, long[]> ids = new HashMap<>();
    for (long viewer = 1; viewer <= 100; viewer++) {
      complete(viewer, 0);
      ids.put(viewer, upTo(viewer * 1_000, viewer * 1_000 + viewer % 7));
    }
    Deliveries.Delivered delivered = deliver(ids);
    assertThat(delivered.added()).isEqualTo(100);
    assertThat(delivered.entries())
        .isEqualTo(ids.values().stream().mapToLong(each -> each.length).sum());
    ids.forEach((viewer, each) -> assertThat(home(viewer).ids().toArray()).containsExactly(each));
  }

  @Test
  void moreIdsThanAByteCountsArriveAllTheSame() {
    complete(1, 0);
    complete(2, 0);
    Deliveries.Delivered delivered = deliver(Map.of(1L, upTo(1, 700), 2L, upTo(5, 6)));
    assertThat(delivered.entries()).isEqualTo(702);
    assertThat(home(1).ids().toArray()).containsExactly(upTo(1, 700));
    assertThat(home(2).ids().toArray()).containsExactly(5, 6);
  }

  @Test
  void moreThanIsKeptIsTrimmedWithinOneCall() {
    complete(1, 0, upTo(1, 800));
    deliver(1, upTo(801, 2_000));
    HomeTimeline home = home(1);
    assertThat(home.ids().newest(800).toArray()).containsExactly(upTo(1_201, 2_000));
    assertThat(home.ids().toArray()).containsExactly(upTo(home.floor() + 1, 2_000));
  }

  @Test
  void whatIsAbsentIsNotCountedAndDisturbsNobody() {
    complete(1, 0);
    complete(3, 0);
    Deliveries.Delivered delivered =
        deliver(Map.of(1L, new long[] {5}, 2L, new long[] {6, 7}, 3L, new long[] {8, 9, 10}));
    assertThat(delivered).isEqualTo(new Deliveries.Delivered(2, 0, 4));
    assertThat(home(1).ids().toArray()).containsExactly(5);
    assertThat(home(3).ids().toArray()).containsExactly(8, 9, 10);
  }

  @Test
  void aLateEntryFindsItsPlaceHoweverLateItIs() {
    complete(1, 0, LongStream.rangeClosed(1, 800).map(id -> id * 10).toArray());
    TreeSet<Long> model = new TreeSet<>();
    LongStream.rangeClosed(1, 800).forEach(id -> model.add(id * 10));
    long[][] late = {{7_995}, {7_375, 7_995, 8_001}, {15}, {5, 7_991}, {7_360}, {7_361, 7_362}};
    for (long[] ids : late) {
      deliver(1, ids);
      LongStream.of(ids).forEach(model::add);
      assertThat(home(1).ids().toArray())
          .containsExactly(model.stream().mapToLong(Long::longValue).toArray());
    }
  }

  @Test
  void anyIdsOfAnyLatenessInAnyBatchesEndAsTheyWouldAtOnce() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    complete(1, 0);
    TreeSet<Long> model = new TreeSet<>();
    long newest = 0;
    for (int visit = 0; visit < 2_000; visit++) {
      long reach = newest;
      long[] ids =
          LongStream.generate(() -> Math.max(1, reach + 40 - random.nextInt(visitLateness(random))))
              .limit(1 + random.nextInt(12))
              .sorted()
              .distinct()
              .toArray();
      deliver(1, ids);
      newest = Math.max(newest, ids[ids.length - 1]);
      LongStream.of(ids).forEach(model::add);
      HomeTimeline home = home(1);
      assertThat(home.ids().size()).isLessThan(1_008);
      assertThat(home.ids().toArray())
          .containsExactly(
              model.tailSet(home.floor(), false).stream().mapToLong(Long::longValue).toArray());
    }
    assertThat(home(1).floor()).isPositive();
  }

  private static int visitLateness(Random random) {
    return random.nextInt(10) == 0 ? 1_500 : 60;
  }

  @Test
  void aTimelineInTheSteadyStateNeverTakesMoreThanOneSizeOfTheAllocator() {
    complete(1, 0, upTo(1, 800));
    for (long id = 801; id <= 2_500; id++) {
      deliver(1, id);
      if (id % 100 == 0) {
        assertThat(memory(1)).isBetween(FULL, FULL + 200);
      }
    }
    assertThat(home(1).ids().toArray()).endsWith(upTo(1_701, 2_500));
    assertThat(SERVER.redis().await(SERVER.redis().commands().pttl(Keyspace.home(1)))).isPositive();
  }

  @Test
  void aTimelineThatGrowsTakesLittleMoreThanItNeeds() {
    complete(1, 0);
    for (long id = 1; id <= 900; id++) {
      deliver(1, id);
      long length = HomeTimeline.HEADER + id * PackedIds.WIDTH;
      if (id > 40) {
        assertThat(memory(1)).isLessThan(Math.min(FULL, length * 4 / 3) + 250);
      }
    }
    assertThat(home(1).ids().toArray()).containsExactly(upTo(1, 900));
  }

  private static long memory(long viewer) {
    return SERVER.redis().await(SERVER.redis().commands().memoryUsage(Keyspace.home(viewer)));
  }
}
