package io.rivulet.relations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.TestRedis;
import io.rivulet.timeline.CorruptTimelineException;
import io.rivulet.timeline.Deliveries;
import io.rivulet.timeline.Ownership;
import io.rivulet.timeline.PackedIds;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// [Relations] and `relate.lua`.
class RelateIT {
  @RegisterExtension static final TestRedis SERVER = new TestRedis();

  private static final long VIEWER = 42;
  private static final int SHARD = Shards.of(VIEWER);

  private byte[] epoch = new byte[0];

  @BeforeEach
  void own() {
    epoch =
        PackedIds.pack(
            SERVER
                .redis()
                .await(Ownership.takeOver(SERVER.redis().commands(), SHARD, -1))
                .state()
                .epoch());
  }

  private static long relate(byte[] epoch, long version, long... following) {
    return SERVER
        .redis()
        .await(
            Relate.call(
                SERVER.redis().commands(),
                List.of(Keyspace.state(SHARD)),
                epoch,
                List.of(new Relate.Change(VIEWER, new Relations(version, following).encode()))));
  }

  private static Relations relations() {
    return Objects.requireNonNull(Relations.decode(SERVER.get(Keyspace.relations(VIEWER))));
  }

  @Test
  void aChangeDropsTheHomeTimeline() {
    SERVER.set(Keyspace.home(VIEWER), new byte[40]);
    assertThat(relate(epoch, 1, 5, 9)).isEqualTo(1);
    assertThat(relations().follows(5)).isTrue();
    assertThat(relations().follows(6)).isFalse();
    assertThat(SERVER.get(Keyspace.home(VIEWER))).isNull();
  }

  @Test
  void anOlderStateLosesAndLeavesTheTimelineAlone() {
    relate(epoch, 300, 5);
    SERVER.set(Keyspace.home(VIEWER), new byte[40]);
    assertThat(relate(epoch, 299)).isZero();
    assertThat(relations().following()).containsExactly(5);
    assertThat(SERVER.get(Keyspace.home(VIEWER))).isNotNull();
    assertThat(relate(epoch, 300, 5)).as("the same again drops again").isEqualTo(1);
    assertThat(SERVER.get(Keyspace.home(VIEWER))).isNull();
  }

  @Test
  void aFencedOwnerChangesNothing() {
    byte[] old = epoch;
    own();
    assertThatThrownBy(() -> relate(old, 1, 5)).hasMessageStartingWith(Deliveries.FENCED);
    assertThat(SERVER.get(Keyspace.relations(VIEWER))).isNull();
  }

  @Test
  void relationsComeBackAsTheyWent() {
    Relations some = new Relations(77, new long[] {1, 2, Long.MAX_VALUE});
    assertThat(Relations.decode(some.encode())).isEqualTo(some);
    Relations none = new Relations(0, new long[0]);
    assertThat(Relations.decode(none.encode())).isEqualTo(none);
    assertThat(Relations.decode(null)).isNull();
  }

  @Test
  void whatIsNoRelationsIsRefused() {
    byte[] cut = new byte[new Relations(1, new long[] {1}).encode().length - 1];
    assertThatThrownBy(() -> Relations.decode(cut)).isInstanceOf(CorruptTimelineException.class);
    byte[] some = new Relations(1, new long[] {1, 2}).encode();
    some[19] = 3;
    assertThatThrownBy(() -> Relations.decode(some))
        .isInstanceOf(CorruptTimelineException.class)
        .hasMessageContaining("3 relations");
  }
}
