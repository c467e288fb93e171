package io.rivulet.relations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.timeline.CorruptTimelineException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RelationsTest {
  private static final Relation MUTED = new Relation(false, false, false, false, 1_000);
  private static final Relation BLOCKING = new Relation(false, false, false, true, 0);

  private static Relations some() {
    return new RelationsBuilder()
        .set(1, Relation.FOLLOWING, false)
        .set(2, new Relation(true, false, true, false, Relation.NEVER), true)
        .set(3, new Relation(false, true, false, false, 0), true)
        .set(4, BLOCKING, false)
        .set(5, MUTED, false)
        .set(8, new Relation(true, false, false, true, false, 0), false)
        .setInverse(6, true, false)
        .setInverse(7, false, true)
        .applied(0, 17)
        .applied(1_023, 5)
        .build(77);
  }

  @Test
  void whatIsTakenBackIsGone() {
    Relations nothing =
        new RelationsBuilder(some())
            .set(2, Relation.NONE, false)
            .set(5, Relation.NONE, false)
            .build(78);
    assertThat(nothing.muting()).isEmpty();
    assertThat(nothing.to(5)).isEqualTo(Relation.NONE);
    assertThat(nothing.mutes(5, 999)).isFalse();
    assertThat(nothing.pulled()).isEmpty();
    assertThat(Objects.requireNonNull(Relations.decode(nothing.encode())).muting()).isEmpty();
  }

  @Test
  void everythingIsToldAsItWasSet() {
    Relations relations = some();
    assertThat(relations.version()).isEqualTo(77);
    assertThat(relations.following()).containsExactly(1, 2, 8);
    assertThat(relations.pulled()).as("pulled counts only where followed").containsExactly(2);
    assertThat(relations.hidesBoostsOf(2)).isTrue();
    assertThat(relations.to(3).requested()).isTrue();
    assertThat(relations.to(8).notified()).isTrue();
    assertThat(relations.to(1).notified()).isFalse();
    assertThat(relations.blocking()).containsExactly(4);
    assertThat(relations.muting()).containsExactly(2, 5);
    assertThat(relations.mutes(5, 999)).isTrue();
    assertThat(relations.mutes(5, 1_000)).isFalse();
    assertThat(relations.mutes(2, Long.MAX_VALUE - 1)).isTrue();
    assertThat(relations.mutes(1, 0)).isFalse();
    assertThat(relations.apartFrom(4)).isTrue();
    assertThat(relations.apartFrom(6)).isTrue();
    assertThat(relations.blockedBy(4)).isFalse();
    assertThat(relations.requestedBy()).containsExactly(7);
    assertThat(relations.applied(0)).isEqualTo(17);
    assertThat(relations.applied(1_023)).isEqualTo(5);
    assertThat(relations.applied(1)).isEqualTo(-1);
  }

  @Test
  void whatIsSetBackIsGone() {
    Relations relations =
        new RelationsBuilder(some())
            .set(2, Relation.NONE, true)
            .set(4, Relation.NONE, false)
            .setInverse(6, false, false)
            .applied(0, 3)
            .build(78);
    assertThat(relations.following()).containsExactly(1, 8);
    assertThat(relations.pulled()).isEmpty();
    assertThat(relations.to(2)).isEqualTo(Relation.NONE);
    assertThat(relations.apartFrom(4)).isFalse();
    assertThat(relations.apartFrom(6)).isFalse();
    assertThat(relations.applied(0)).as("never goes back").isEqualTo(17);
  }

  @Test
  void relationsComeBackAsTheyWent() {
    assertThat(Relations.decode(some().encode())).isEqualTo(some());
    Relations none = Relations.following(0);
    assertThat(Relations.decode(none.encode())).isEqualTo(none);
    assertThat(Relations.decode(null)).isNull();
    assertThat(new RelationsBuilder(some()).build(77)).isEqualTo(some());
  }

  /// The version before writes and reads no other.
  @Test
  void theFormatBeforeIsWrittenWhereNobodyIsNotified() {
    RelationsBuilder builder =
        new RelationsBuilder().set(1, Relation.FOLLOWING, false).applied(2, 9);
    byte[] before = builder.build(77).encode();
    assertThat(before[0]).isEqualTo((byte) 2);
    assertThat(before).hasSize(56 + 2 * Long.BYTES);
    assertThat(Relations.decode(before)).isEqualTo(builder.build(77));
    builder.set(3, new Relation(true, false, false, true, false, 0), false);
    assertThat(builder.build(78).encode()[0]).isEqualTo((byte) 3);
  }

  @Test
  void randomRelationsComeBackAsTheyWent() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    RelationsBuilder builder = new RelationsBuilder();
    for (int i = 0; i < 300; i++) {
      Relation relation =
          new Relation(
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextInt(3) == 0 ? random.nextLong() >>> 1 : 0);
      long account = random.nextLong() >>> 1;
      builder
          .set(account, relation, random.nextBoolean())
          .setInverse(random.nextLong() >>> 1, random.nextBoolean(), random.nextBoolean())
          .applied(random.nextInt(1_024), random.nextLong() >>> 17);
      Relations relations = builder.build(i);
      assertThat(relations.to(account)).as("seed %d", seed).isEqualTo(relation);
      assertThat(Relations.decode(relations.encode())).as("seed %d", seed).isEqualTo(relations);
    }
  }

  @Test
  void ownChangesCountUntilTheyAreApplied() {
    Relations relations = some();
    OwnRelation ahead = new OwnRelation(1, 0, 18, BLOCKING);
    OwnRelation applied = new OwnRelation(2, 0, 17, BLOCKING);
    OwnRelation elsewhere = new OwnRelation(9, 3, 0, Relation.FOLLOWING);
    Relations now = relations.with(List.of(ahead, applied, elsewhere));
    assertThat(now.following()).containsExactly(2, 8, 9);
    assertThat(now.pulled()).as("nothing of the new one was delivered").containsExactly(2, 9);
    assertThat(now.blocks(1)).isTrue();
    assertThat(now.blocks(2)).isFalse();
    assertThat(now.version()).isEqualTo(77);
    assertThat(relations.with(List.of(applied))).isSameAs(relations);
  }

  @Test
  void whoMayHaveBeenLeftAndFollowedAgainIsPulled() {
    OwnRelation again = new OwnRelation(1, 0, 18, new Relation(true, false, true, false, 0));
    assertThat(some().with(List.of(again)).pulled()).containsExactly(1, 2);
    assertThat(some().pulled()).containsExactly(2);
  }

  @Test
  void ownRelationComesBackAsItWent() {
    OwnRelation own = new OwnRelation(9, 1_023, 1L << 40, MUTED);
    assertThat(OwnRelation.decode(9, own.encode())).isEqualTo(own);
    assertThatThrownBy(() -> OwnRelation.decode(9, new byte[3]))
        .isInstanceOf(CorruptTimelineException.class)
        .hasMessageContaining("not 3");
  }

  @Test
  void whatIsNoRelationsIsRefused() {
    byte[] cut = new byte[Relations.following(1, 1).encode().length - 1];
    assertThatThrownBy(() -> Relations.decode(cut)).isInstanceOf(CorruptTimelineException.class);
    byte[] some = Relations.following(1, 1, 2).encode();
    some[19] = 3;
    assertThatThrownBy(() -> Relations.decode(some))
        .isInstanceOf(CorruptTimelineException.class)
        .hasMessageContaining("3 relations");
    byte[] mute = new RelationsBuilder().set(5, MUTED, false).build(1).encode();
    mute[Relations.FOLLOWING_COUNT_AT + 3] = 1;
    mute[Relations.FOLLOWING_COUNT_AT + 5 * 4 + 3] = 0;
    assertThatThrownBy(() -> Relations.decode(mute))
        .isInstanceOf(CorruptTimelineException.class)
        .hasMessageContaining("mutes");
  }

  @Test
  void relationshipIsWhatTheConventionSays() {
    Relations relations = some();
    assertThat(Relationship.of(1, relations.to(1), relations, true, 0))
        .returns("1", Relationship::id)
        .returns(true, Relationship::following)
        .returns(true, Relationship::showingReblogs)
        .returns(true, Relationship::followedBy)
        .returns(false, Relationship::blocking);
    assertThat(Relationship.of(2, relations.to(2), relations, false, 0))
        .returns(false, Relationship::showingReblogs)
        .returns(true, Relationship::muting)
        .returns(null, Relationship::mutingExpiresAt);
    assertThat(Relationship.of(4, relations.to(4), relations, true, 0))
        .returns(true, Relationship::blocking)
        .returns(false, Relationship::followedBy);
    assertThat(Relationship.of(5, relations.to(5), relations, false, 999).mutingExpiresAt())
        .isEqualTo("1970-01-01T00:00:01Z");
    assertThat(Relationship.of(5, relations.to(5), relations, false, 1_000))
        .returns(false, Relationship::muting)
        .returns(null, Relationship::mutingExpiresAt);
    assertThat(Relationship.of(6, relations.to(6), relations, true, 0))
        .returns(true, Relationship::blockedBy)
        .returns(false, Relationship::followedBy);
    assertThat(Relationship.of(7, relations.to(7), relations, false, 0))
        .returns(true, Relationship::requestedBy);
  }
}
