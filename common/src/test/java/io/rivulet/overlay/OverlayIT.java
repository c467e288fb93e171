package io.rivulet.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.PostBody;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.relations.OwnRelation;
import io.rivulet.relations.Relation;
import io.rivulet.servers.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OverlayIT {
  private static final OverlaySettings SETTINGS = new OverlaySettings(Duration.ofMinutes(1), 3);

  private static Redis redis;
  private static OverlayReader reader;
  private static OverlayWriter writer;

  private final List<Long> written = new ArrayList<>();
  private final long author = ThreadLocalRandom.current().nextLong(1, 1L << 60);

  @BeforeAll
  static void start() {
    redis = new Redis(RedisSettings.of(TestServers.redis()));
    reader = new OverlayReader(redis);
    writer = new OverlayWriter(redis, SETTINGS);
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  /// A tombstone is the smallest body; scripts look at versions alone.
  private void put(long id, long version) {
    redis.await(writer.put(id, PostBody.tombstone(author, version)));
  }

  private long version(long id) {
    return redis.await(reader.post(id)).orElseThrow().version();
  }

  @Test
  void whatIsWrittenIsReadByIdAndByAuthor() {
    put(author + 1, 7);
    assertThat(version(author + 1)).isEqualTo(7);
    assertThat(redis.await(reader.own(author))).containsOnlyKeys(author + 1);
    assertThat(redis.await(reader.post(author + 2))).isEmpty();
    assertThat(redis.await(reader.own(author + 3))).isEmpty();
  }

  @Test
  void olderVersionLosesAndEqualOneChangesNothing() {
    put(author + 1, 300);
    put(author + 1, 255);
    put(author + 1, 300);
    assertThat(version(author + 1)).isEqualTo(300);
    assertThat(redis.await(reader.own(author)).firstEntry().getValue().version()).isEqualTo(300);
    put(author + 1, 70_000);
    assertThat(version(author + 1)).isEqualTo(70_000);
    assertThat(redis.await(reader.own(author)).firstEntry().getValue().version()).isEqualTo(70_000);
  }

  private void put(long target, long offset, Relation relation) {
    redis.await(writer.put(author, new OwnRelation(target, 3, offset, relation)));
  }

  @Test
  void newestRelationToEachTargetIsKept() {
    put(8, 300, Relation.FOLLOWING);
    put(8, 255, Relation.NONE);
    put(9, 1, Relation.NONE);
    put(9, 70_000, Relation.FOLLOWING);
    assertThat(redis.await(reader.relations(author)))
        .containsExactlyInAnyOrder(
            new OwnRelation(8, 3, 300, Relation.FOLLOWING),
            new OwnRelation(9, 3, 70_000, Relation.FOLLOWING));
    assertThat(redis.await(reader.relations(author + 1))).isEmpty();
    assertThat(redis.await(redis.commands().pttl(Keyspace.ownRelations(author))))
        .isBetween(1L, 60_000L);
  }

  @Test
  void relationsOfAViewerWhoGoesOnActingExpireOneByOne() {
    OverlayWriter brief = new OverlayWriter(redis, new OverlaySettings(Duration.ofSeconds(1), 3));
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              long target = ThreadLocalRandom.current().nextLong(1, 1L << 60);
              redis.await(brief.put(author, new OwnRelation(target, 0, 1, Relation.FOLLOWING)));
              return written.add(target)
                  && !redis.await(reader.relations(author)).stream()
                      .map(OwnRelation::target)
                      .toList()
                      .contains(written.getFirst());
            });
    assertThat(redis.await(reader.relations(author)))
        .extracting(OwnRelation::target)
        .contains(written.getLast());
  }

  @Test
  void ofVeryManyRelationsTheOldestGo() {
    for (int target = 1; target <= 1_000; target++) {
      put(target, 1, Relation.FOLLOWING);
    }
    assertThat(redis.await(reader.relations(author)))
        .hasSizeBetween(512, 576)
        .extracting(OwnRelation::target)
        .contains(1_000L, 900L);
  }

  @Test
  void oldestIdsGoWhenThereAreTooMany() {
    for (long id : new long[] {5, 2, 300, 4, 1}) {
      put(id, 1);
    }
    assertThat(redis.await(reader.own(author)).keySet()).containsExactly(4L, 5L, 300L);
  }

  @Test
  void everythingExpires() {
    put(author + 1, 1);
    for (byte[] key : new byte[][] {Keyspace.own(author), Keyspace.overlay(author + 1)}) {
      assertThat(redis.await(redis.commands().pttl(key))).isBetween(1L, 60_000L);
    }
  }
}
