package io.rivulet.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.event.Blocked;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.Followed;
import io.rivulet.event.ListReplies;
import io.rivulet.event.ListSaved;
import io.rivulet.event.Origin;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Reacted;
import io.rivulet.event.Reaction;
import io.rivulet.event.Visibility;
import io.rivulet.fanout.plan.LargeAuthors;
import io.rivulet.keyspace.Shards;
import io.rivulet.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the records of stores belong, of stores that the job itself has filled.
class StoreHomesIT {
  private static final long ANN = 1;
  private static final long BEN = 2;
  private static final long EVA = 3;
  private static final int PARTITIONS = 64;

  @TempDir Path state;

  /// A letter that somebody adds, and a kind of record that this history does not have, both show.
  @Test
  void eachKindOfRecordThatTheJobKeepsHasAHome() {
    try (FanoutDriver job = new FanoutDriver(state, new LargeAuthors(1))) {
      live(job);
      for (String store : StoreHomes.STORES) {
        Set<Character> found = new HashSet<>();
        KeyValueStore<Bytes, byte[]> records = job.driver.getKeyValueStore(store);
        try (KeyValueIterator<Bytes, byte[]> all = records.all()) {
          while (all.hasNext()) {
            KeyValue<Bytes, byte[]> record = all.next();
            byte[] key = record.key.get();
            found.add((char) key[0]);
            assertThat(StoreHomes.of(store, key, record.value, PARTITIONS))
                .as("%s, %s", store, (char) key[0])
                .isEqualTo(home(store, key, record.value));
          }
        }
        assertThat(found).as(store).isEqualTo(StoreHomes.letters(store));
      }
    }
  }

  private static void live(FanoutDriver job) {
    job.account(ANN, "ann");
    job.account(BEN, "ben");
    job.account(EVA, "eva");
    long post = job.publish(ANN, "text", "once", new Origin(0, 7));
    job.follow(BEN, ANN, new Origin(0, 8));
    job.send(new Followed(EVA, ANN, FollowOptions.notified(true), Events.NOW, null));
    job.send(new Blocked(ANN, BEN, Events.NOW, null));
    job.follow(BEN, EVA, null);
    job.follow(ANN, EVA, null);
    job.send(new ListSaved(BEN, 77, "Friends", ListReplies.LIST, false, null));
    job.settle();
    job.send(new Reacted(500, EVA, Reaction.LIKE, new PostRef(post, ANN), Events.NOW, null));
    job.boost(EVA, post, ANN);
    job.send(
        new PostPublished(
            post + 5_000,
            EVA,
            Events.NOW,
            PostContent.ofText("no"),
            Visibility.PUBLIC,
            new PostRef(post, ANN),
            null,
            null,
            null));
    job.settle();
    job.settle();
  }

  /// Said once more, by what the tables say of their keys.
  private static OptionalInt home(String store, byte[] key, byte[] value) {
    if (key.length <= 6) {
      return OptionalInt.empty();
    }
    long id =
        store.equals("authors") && key[0] == 'q'
            ? ByteBuffer.wrap(value).getLong()
            : ByteBuffer.wrap(key).getLong(1);
    assertThat(id).isPositive();
    return OptionalInt.of(
        Set.of("authors", "followers").contains(store)
            ? Topics.partition(id, PARTITIONS)
            : Shards.partition(Shards.of(id), PARTITIONS));
  }

  @Test
  void aRecordOfNoKnownKindIsRefused() {
    for (String store : StoreHomes.STORES) {
      assertThatThrownBy(() -> StoreHomes.of(store, new byte[] {'Z', 0}, new byte[8], PARTITIONS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(store)
          .hasMessageContaining("'Z'");
      assertThatThrownBy(() -> StoreHomes.of(store, null, new byte[8], PARTITIONS))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> StoreHomes.of("authors", new byte[] {'p', 1}, null, PARTITIONS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StoreHomes.of("authors", new byte[] {'m', 1}, null, PARTITIONS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thatAPostsAuthorIsForgottenConcernsWhoeverMayHaveKnown() {
    byte[] key = ByteBuffer.allocate(9).put((byte) 'q').putLong(5).array();
    assertThat(StoreHomes.of("authors", key, null, PARTITIONS)).isEmpty();
  }
}
