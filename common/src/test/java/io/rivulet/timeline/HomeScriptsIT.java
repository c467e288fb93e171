package io.rivulet.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `takeover.lua`, `deliver.lua`, `advance.lua`, `rebuild_begin.lua` and `rebuild_merge.lua`.
class HomeScriptsIT {
  @RegisterExtension static final TestRedis SERVER = new TestRedis();

  private static final long VIEWER = 42;
  private static final int SHARD = Shards.of(VIEWER);
  private static final TimelineLimits SMALL = new TimelineLimits(8, 4);
  private static final long NONCE = 7;

  private byte[] epoch = new byte[0];

  @BeforeEach
  void own() {
    epoch = PackedIds.pack(takeOver(-1).state().epoch());
  }

  private static Ownership.Taken takeOver(long applied) {
    return SERVER.redis().await(Ownership.takeOver(SERVER.redis().commands(), SHARD, applied));
  }

  private Deliveries.Delivered deliver(long... ids) {
    return deliver(epoch, ids);
  }

  private static Deliveries.Delivered deliver(byte[] epoch, long... ids) {
    return SERVER
        .redis()
        .await(
            Deliveries.call(
                SERVER.redis().commands(),
                SMALL,
                List.of(Keyspace.state(SHARD)),
                epoch,
                List.of(Keyspace.home(VIEWER)),
                List.of(PackedIds.pack(ids))));
  }

  private static Rebuild.Begun begin(long nonce) {
    return SERVER
        .redis()
        .await(Rebuild.begin(SERVER.redis().commands(), VIEWER, nonce, Duration.ofSeconds(30)));
  }

  private static boolean merge(long nonce, long floor, long... ids) {
    return SERVER
        .redis()
        .await(
            Rebuild.merge(
                SERVER.redis().commands(),
                VIEWER,
                nonce,
                floor,
                PackedIds.pack(ids),
                SMALL,
                Duration.ofHours(1)));
  }

  private static @Nullable HomeTimeline home() {
    return HomeTimeline.decode(SERVER.get(Keyspace.home(VIEWER)));
  }

  private static long[] ids() {
    return Objects.requireNonNull(home()).ids().toArray();
  }

  private static void complete(long... ids) {
    assertThat(begin(NONCE)).isEqualTo(Rebuild.Begun.MINE);
    assertThat(merge(NONCE, 0, ids)).isTrue();
  }

  @Test
  void nothingIsAddedToATimelineThatDoesNotExist() {
    assertThat(deliver(1).added()).isZero();
    assertThat(home()).isNull();
  }

  @Test
  void insertingTwiceKeepsOneEntry() {
    complete();
    deliver(5);
    deliver(5);
    deliver(3, 5, 7);
    deliver(3, 5, 7);
    assertThat(ids()).containsExactly(3, 5, 7);
  }

  @Test
  void aLateEntryFindsItsPlace() {
    complete(10, 30, 50);
    deliver(20);
    deliver(5, 40, 60);
    assertThat(ids()).containsExactly(5, 10, 20, 30, 40, 50, 60);
  }

  @Test
  void idsAreOrderedAsNumbersWhateverTheirBytes() {
    complete();
    long[] awkward = {0x7fL, 0x80L, 0xffL, 0x100L, 0x7f80L, 0x8000_0000L, 0x0100_0000_0000_0000L};
    for (int i = awkward.length - 1; i >= 0; i--) {
      deliver(awkward[i]);
    }
    assertThat(ids()).containsExactly(awkward);
  }

  @Test
  void aTrimKeepsTheNewestAndRaisesTheFloorAndNothingComesBackBelowIt() {
    complete();
    for (long id = 10; id <= 120; id += 10) {
      deliver(id);
    }
    HomeTimeline home = Objects.requireNonNull(home());
    assertThat(home.ids().toArray()).containsExactly(50, 60, 70, 80, 90, 100, 110, 120);
    assertThat(home.floor()).isEqualTo(40);
    deliver(35);
    deliver(40);
    deliver(41);
    assertThat(ids()).startsWith(41, 50);
  }

  @Test
  void aTrimKeepsTheTimeToLive() {
    complete();
    for (long id = 1; id <= 30; id++) {
      deliver(id);
    }
    assertThat(SERVER.redis().await(SERVER.redis().commands().pttl(Keyspace.home(VIEWER))))
        .isPositive();
  }

  @Test
  void anyOrderOfAnyBatchesEndsInTheSameTimeline() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      SERVER.redis().await(SERVER.redis().commands().del(Keyspace.home(VIEWER)));
      complete();
      TreeSet<Long> model = new TreeSet<>();
      while (model.size() < 8) {
        long[] batch = random.longs(1 + random.nextInt(3), 1, 20).sorted().distinct().toArray();
        for (long id : batch) {
          if (model.size() < 11) {
            model.add(id);
          }
        }
        deliver(
            Arrays.stream(batch).filter(model::contains).toArray().length == 0
                ? new long[] {model.first()}
                : Arrays.stream(batch).filter(model::contains).toArray());
      }
      assertThat(ids()).containsExactly(model.stream().mapToLong(Long::longValue).toArray());
    }
  }

  @Test
  void aCorruptTimelineIsDeletedAndCountedAndTheOthersAreServed() {
    for (byte[] corrupt :
        new byte[][] {new byte[] {1}, new byte[37], Arrays.copyOf(new byte[] {1, 'c'}, 35)}) {
      SERVER.set(Keyspace.home(VIEWER), corrupt);
      assertThat(deliver(1)).isEqualTo(new Deliveries.Delivered(0, 1, 0));
      assertThat(home()).isNull();
    }
    SERVER.redis().await(SERVER.redis().commands().lpush(Keyspace.home(VIEWER), new byte[1]));
    assertThat(deliver(1).corrupt()).isEqualTo(1);
    assertThat(home()).isNull();
  }

  @Test
  void aCallWithAnotherEpochIsRefusedAsAWhole() {
    complete();
    byte[] old = epoch;
    own();
    assertThat(Arrays.compareUnsigned(old, epoch)).isNegative();
    assertThatThrownBy(() -> deliver(old, 1)).hasMessageStartingWith(Deliveries.FENCED);
    assertThatThrownBy(
            () ->
                SERVER
                    .redis()
                    .await(
                        Ownership.advance(SERVER.redis().commands(), new int[] {SHARD}, old, 0, 9)))
        .hasMessageStartingWith(Deliveries.FENCED);
    assertThat(ids()).isEmpty();
  }

  @Test
  void aCallWithoutAStateFindsThatRedisLostData() {
    complete();
    SERVER.redis().await(SERVER.redis().commands().del(Keyspace.state(SHARD)));
    assertThatThrownBy(() -> deliver(1)).hasMessageStartingWith(Deliveries.LOST);
    assertThatThrownBy(() -> begin(3)).hasMessageStartingWith(Deliveries.LOST);
  }

  @Test
  void oneRefusedShardRefusesTheCallForAll() {
    complete();
    assertThatThrownBy(
            () ->
                SERVER
                    .redis()
                    .await(
                        Deliveries.call(
                            SERVER.redis().commands(),
                            SMALL,
                            List.of(Keyspace.state(SHARD), Keyspace.state((SHARD + 1) % 1_024)),
                            concat(epoch, epoch),
                            List.of(Keyspace.home(VIEWER)),
                            List.of(PackedIds.pack(1)))))
        .hasMessageStartingWith(Deliveries.LOST);
    assertThat(ids()).isEmpty();
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  @Test
  void aTakeoverThatFindsLessThanWasAcknowledgedDropsTheShardsTimelines() {
    SERVER
        .redis()
        .await(Ownership.advance(SERVER.redis().commands(), new int[] {SHARD}, epoch, 0, 50));
    complete(1, 2);
    assertThat(takeOver(50).lost()).isFalse();
    assertThat(begin(3)).isEqualTo(Rebuild.Begun.COMPLETE);

    Ownership.Taken regressed = takeOver(60);
    assertThat(regressed.lost()).isTrue();
    assertThat(begin(3)).as("the timeline is of an older generation").isEqualTo(Rebuild.Begun.MINE);
    assertThat(takeOver(60).lost()).as("not written again yet").isTrue();
  }

  @Test
  void anAdvanceFindsThatRedisWentBackToAnOlderCopyOfItself() {
    assertThatThrownBy(
            () ->
                SERVER
                    .redis()
                    .await(
                        Ownership.advance(
                            SERVER.redis().commands(), new int[] {SHARD}, epoch, 50, 60)))
        .hasMessageStartingWith(Deliveries.LOST);
  }

  @Test
  void theAppliedOffsetNeverGoesBack() {
    SERVER
        .redis()
        .await(Ownership.advance(SERVER.redis().commands(), new int[] {SHARD}, epoch, 0, 50));
    SERVER
        .redis()
        .await(Ownership.advance(SERVER.redis().commands(), new int[] {SHARD}, epoch, 0, 40));
    ShardState state = Objects.requireNonNull(ShardState.decode(SERVER.get(Keyspace.state(SHARD))));
    assertThat(state.applied()).isEqualTo(50);
  }

  @Test
  void whatIsDeliveredDuringARebuildIsInItsResult() {
    begin(NONCE);
    deliver(20);
    deliver(5, 40);
    assertThat(Objects.requireNonNull(home()).complete()).isFalse();
    assertThat(merge(NONCE, 0, 10, 20, 30)).isTrue();
    assertThat(Objects.requireNonNull(home()).complete()).isTrue();
    assertThat(ids()).containsExactly(5, 10, 20, 30, 40);
  }

  /// By the clock of Redis, which runs on the same machine here.
  @Test
  void aRebuildNotesWhenItWasCompleteAndNothingElseChangesThat() {
    long before = System.currentTimeMillis();
    begin(NONCE);
    assertThat(Objects.requireNonNull(home()).completedAt()).isZero();
    merge(NONCE, 0, 10);
    long completedAt = Objects.requireNonNull(home()).completedAt();
    assertThat(completedAt).isBetween(before, System.currentTimeMillis());
    for (long id = 11; id <= 40; id++) {
      deliver(id);
    }
    HomeTimeline trimmed = Objects.requireNonNull(home());
    assertThat(trimmed.completedAt()).isEqualTo(completedAt);
    assertThat(trimmed.nonce()).isEqualTo(NONCE);
    assertThat(trimmed.cut(2).completedAt()).isEqualTo(completedAt);
  }

  @Test
  void onlyOneRebuildWorksAndAForeignOneCannotEndIt() {
    assertThat(begin(NONCE)).isEqualTo(Rebuild.Begun.MINE);
    assertThat(begin(8)).isEqualTo(Rebuild.Begun.UNDER_WAY);
    assertThat(merge(8, 0, 1)).isFalse();
    assertThat(merge(NONCE, 0, 1)).isTrue();
    assertThat(merge(NONCE, 0, 2)).as("it is complete").isFalse();
    assertThat(begin(9)).isEqualTo(Rebuild.Begun.COMPLETE);
  }

  @Test
  void aRebuildWhoseTimelineWasDroppedDoesNotMakeOne() {
    begin(NONCE);
    SERVER.redis().await(SERVER.redis().commands().del(Keyspace.home(VIEWER)));
    assertThat(merge(NONCE, 0, 1)).isFalse();
    assertThat(home()).isNull();
  }

  @Test
  void aRebuildOfMoreThanIsKeptLeavesTheNewestAndAFloor() {
    begin(NONCE);
    assertThat(merge(NONCE, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).isTrue();
    HomeTimeline home = Objects.requireNonNull(home());
    assertThat(home.floor()).isEqualTo(2);
    assertThat(home.ids().toArray()).containsExactly(3, 4, 5, 6, 7, 8, 9, 10);
  }

  @Test
  void whatWasDeliveredBelowTheFloorOfARebuildDoesNotPretendToBeWhole() {
    begin(NONCE);
    deliver(5, 50);
    assertThat(merge(NONCE, 20, 30, 40)).isTrue();
    HomeTimeline home = Objects.requireNonNull(home());
    assertThat(home.floor()).isEqualTo(20);
    assertThat(home.ids().toArray()).containsExactly(30, 40, 50);
  }

  @Test
  void aCutTakesWhatAuthorsMayNoLongerHaveOutOfSight() {
    List<Long> ids = new ArrayList<>();
    complete();
    for (long id = 1; id <= 11; id++) {
      deliver(id);
      ids.add(id);
    }
    HomeTimeline cut = Objects.requireNonNull(home()).cut(8);
    assertThat(cut.floor()).isEqualTo(3);
    assertThat(cut.ids().at(0)).isEqualTo(4);
    assertThat(ids).hasSize(11);
  }
}
