package io.rivulet.relations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.TestRedis;
import io.rivulet.timeline.Deliveries;
import io.rivulet.timeline.Ownership;
import io.rivulet.timeline.PackedIds;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `relate.lua`.
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
    return relate(epoch, true, Relations.following(version, following));
  }

  private static long relate(byte[] epoch, boolean drop, Relations relations) {
    return SERVER
        .redis()
        .await(
            Relate.call(
                SERVER.redis().commands(),
                List.of(Keyspace.state(SHARD)),
                epoch,
                List.of(new Relate.Change(VIEWER, relations.encode(), drop))));
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
  void aChangeThatDropsNothingLeavesTheTimeline() {
    SERVER.set(Keyspace.home(VIEWER), new byte[40]);
    assertThat(relate(epoch, false, Relations.following(2, 5))).isEqualTo(1);
    assertThat(relations().follows(5)).isTrue();
    assertThat(SERVER.get(Keyspace.home(VIEWER))).isNotNull();
  }

  @Test
  void ofSeveralChangesEachDropsForItself() {
    long other = sibling();
    SERVER.set(Keyspace.home(VIEWER), new byte[40]);
    SERVER.set(Keyspace.home(other), new byte[40]);
    long written =
        SERVER
            .redis()
            .await(
                Relate.call(
                    SERVER.redis().commands(),
                    List.of(Keyspace.state(SHARD)),
                    epoch,
                    List.of(
                        new Relate.Change(VIEWER, Relations.following(1).encode(), false),
                        new Relate.Change(other, Relations.following(1).encode(), true))));
    assertThat(written).isEqualTo(2);
    assertThat(SERVER.get(Keyspace.home(VIEWER))).isNotNull();
    assertThat(SERVER.get(Keyspace.home(other))).isNull();
  }

  /// Another account of the viewer's shard.
  private static long sibling() {
    long account = VIEWER + 1;
    while (Shards.of(account) != SHARD) {
      account++;
    }
    return account;
  }
}
