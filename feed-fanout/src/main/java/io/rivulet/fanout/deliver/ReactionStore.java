package io.rivulet.fanout.deliver;

import io.rivulet.event.Reaction;
import io.rivulet.fanout.chunk.ChunkTable;
import io.rivulet.fanout.chunk.Derived;
import io.rivulet.fanout.chunk.Layout;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.reaction.Applied;
import io.rivulet.reaction.Reactions;
import io.rivulet.reaction.Tally;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Who reacted to the posts of a deliveries partition, and to which posts its viewers did: what
/// Redis is filled from again.
///
/// | key | value |
/// |---|---|
/// | `l` post, account | chunk of accounts that like it, [ChunkTable] |
/// | `b` post, boost | chunk of boosts of it, and who made each (8) |
/// | `r` post, reply | chunk of replies to it |
/// | `v` post | how far they are counted, [Applied] |
/// | `u` viewer, post | flags (1) and boost (8) of [Reactions.One] |
/// | `w` viewer, period | how far the viewer's reactions to its posts are, [Applied] |
///
/// Counts are derived from the chunks, so they cannot drift from them. How far something is counted
/// is put after what was counted: a crash between both has the record counted once more, which
/// changes nothing.
final class ReactionStore {
  static final String NAME = "reactions";

  /// Bytes of a chunk at most, some 60 to 100 ids.
  private static final int CHUNK = 512;

  private static final int ID = Long.BYTES;

  private final KeyValueStore<Bytes, byte[]> store;
  private final Members likes;
  private final Members boosts;
  private final Members replies;

  ReactionStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    this.likes = new Members(store, 'l', Layout.IDS_ALONE);
    this.boosts = new Members(store, 'b', (_, at) -> at + ID);
    this.replies = new Members(store, 'r', Layout.IDS_ALONE);
  }

  /// What one kind of reaction to posts consists of.
  private static final class Members {
    private final ChunkTable table;
    private final Derived counts;

    Members(KeyValueStore<Bytes, byte[]> store, char letter, Layout layout) {
      this.table = new ChunkTable(store, letter, layout, CHUNK);
      this.counts = new Derived(this::scan);
    }

    void set(long post, long member, boolean on, byte[] value) {
      boolean there = table.contains(post, member);
      if (on && !there) {
        table.put(post, member, value);
        counts.changed(post, count -> count + 1);
      } else if (!on && there) {
        table.remove(post, member);
        counts.changed(post, count -> count - 1);
      }
    }

    private long scan(long post) {
      long[] count = new long[1];
      table.forEach(post, (_, _, _) -> count[0]++);
      return count[0];
    }
  }

  /// Counts a reaction.
  ///
  /// @return false if a newer one of the same post and source was counted before
  boolean count(Delivery.Counted change) {
    Bytes key = key('v', change.post());
    Applied applied = applied(key);
    if (applied.of(change.source()) > change.offset()) {
      return false;
    }
    members(change.reaction())
        .set(
            change.post(),
            change.member(),
            change.on(),
            change.reaction() == Reaction.BOOST ? packed(change.actor()) : new byte[0]);
    put(key, applied.with(change.source(), change.offset()));
    return true;
  }

  private Members members(Reaction reaction) {
    return switch (reaction) {
      case LIKE -> likes;
      case BOOST -> boosts;
      case REPLY -> replies;
      case BOOKMARK, PIN -> throw new IllegalArgumentException(reaction + " is not counted");
    };
  }

  /// The tally of a post, for Redis.
  Put tally(long post) {
    Tally tally =
        new Tally(
            likes.counts.of(post),
            boosts.counts.of(post),
            replies.counts.of(post),
            applied(key('v', post)));
    return new Put(Shards.of(post), Bytes.wrap(Keyspace.tally(post)), tally.encode(), null);
  }

  /// Visits everybody who has boosted a post.
  void boosters(long post, LongConsumer visitor) {
    boosts.table.forEach(
        post, (_, bytes, at) -> visitor.accept(ByteBuffer.wrap(bytes).getLong(at)));
  }

  /// Notes what a viewer makes of a post.
  ///
  /// @return false if something newer of the same viewer and source was noted before
  boolean react(Delivery.Reacted change) {
    Bytes period = key('w', change.viewer(), Reactions.period(change.post()));
    Applied applied = applied(period);
    if (applied.of(change.source()) > change.offset()) {
      return false;
    }
    Bytes key = key('u', change.viewer(), change.post());
    Reactions.One before = one(change.post(), store.get(key));
    boolean another =
        change.reaction() == Reaction.BOOST && !change.on() && before.boost() != change.boost();
    if (!another) {
      Reactions.One after = before.with(change.reaction(), change.on(), change.boost());
      if (after.flags() == 0) {
        store.delete(key);
      } else {
        store.put(
            key,
            ByteBuffer.allocate(1 + ID).put((byte) after.flags()).putLong(after.boost()).array());
      }
    }
    put(period, applied.with(change.source(), change.offset()));
    return true;
  }

  private static Reactions.One one(long post, byte @Nullable [] value) {
    if (value == null) {
      return new Reactions.One(post, 0, 0);
    }
    ByteBuffer bytes = ByteBuffer.wrap(value);
    return new Reactions.One(post, bytes.get(), bytes.getLong());
  }

  /// The reactions of a viewer to the posts of a period, for Redis.
  Put reactions(long viewer, long period) {
    List<Reactions.One> ascending = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> found =
        store.range(
            key('u', viewer, Reactions.firstOf(period)),
            key('u', viewer, Reactions.firstOf(period + 1) - 1))) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> one = found.next();
        ascending.add(one(id(one.key, 1), one.value));
      }
    }
    Reactions reactions = Reactions.of(applied(key('w', viewer, period)), ascending);
    return new Put(
        Shards.of(viewer),
        Bytes.wrap(Keyspace.reactions(viewer, period)),
        reactions.encode(),
        null);
  }

  private Applied applied(Bytes key) {
    byte[] value = store.get(key);
    return value == null ? Applied.NOTHING : Applied.decode(ByteBuffer.wrap(value));
  }

  private void put(Bytes key, Applied applied) {
    ByteBuffer bytes = ByteBuffer.allocate(applied.size());
    applied.encode(bytes);
    store.put(key, bytes.array());
  }

  private static byte[] packed(long id) {
    return ByteBuffer.allocate(ID).putLong(id).array();
  }

  private static Bytes key(char letter, long id) {
    return Bytes.wrap(ByteBuffer.allocate(1 + ID).put((byte) letter).putLong(id).array());
  }

  private static Bytes key(char letter, long first, long second) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + 2 * ID).put((byte) letter).putLong(first).putLong(second).array());
  }

  /// The id at a place of a key.
  private static long id(Bytes key, int place) {
    return ByteBuffer.wrap(key.get()).getLong(1 + place * ID);
  }
}
