package io.rivulet.fanout.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/// The keys of the two stores of the plan stage. Ids are positive and big-endian, so keys are in
/// the order of ids.
///
/// | store | key | value |
/// |---|---|---|
/// | authors | `a` account | version (8), AccountUpdated |
/// | authors | `g` account | what is kept for it, [KeptTable] |
/// | authors | `k` author, client key | post id (8) |
/// | authors | `m` | number of the planned mark (8) |
/// | authors | `o` topic (1), submissions partition (4) | highest origin seen (8) |
/// | authors | `p` author, post | [PostTable] |
/// | authors | `q` post | its author (8), for who knows only the post |
/// | authors | `s` | which [PostSweep] was done last |
/// | followers | `f` author, follower | chunk of followers, [io.rivulet.fanout.chunk.ChunkTable] |
/// | followers | `l` | highest offset of feed.relations.v1 planned (8) |
/// | followers | `n` author, follower | chunk of followers who are notified, [NotifiedTable] |
/// | followers | `o` topic (1), submissions partition (4) | highest origin seen (8) |
/// | followers | `r` target, viewer | what else the viewer is to the target, [PairTable] |
/// | followers | `x` author | phase of its crossing (1), [Crossings] |
///
/// What guards a change against a replay lies in the store of the change itself and is put after
/// it. One store is one partition of one changelog, so a restored store never has the guard without
/// the change.
final class StoreKeys {
  static final String AUTHORS = "authors";
  static final String FOLLOWERS = "followers";
  static final Bytes MARK = Bytes.wrap(new byte[] {'m'});
  static final Bytes SWEPT = Bytes.wrap(new byte[] {'s'});
  static final Bytes PLANNED = Bytes.wrap(new byte[] {'l'});

  private static final int ID = Long.BYTES;

  private StoreKeys() {}

  static Bytes account(long account) {
    return Bytes.wrap(ByteBuffer.allocate(1 + ID).put((byte) 'a').putLong(account).array());
  }

  static Bytes kept(long account) {
    return Bytes.wrap(ByteBuffer.allocate(1 + ID).put((byte) 'g').putLong(account).array());
  }

  static Bytes clientKey(long author, String key) {
    byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(1 + ID + utf8.length)
            .put((byte) 'k')
            .putLong(author)
            .put(utf8)
            .array());
  }

  static Bytes origin(int topic, int submissionsPartition) {
    return Bytes.wrap(
        ByteBuffer.allocate(2 + Integer.BYTES)
            .put((byte) 'o')
            .put((byte) topic)
            .putInt(submissionsPartition)
            .array());
  }

  static Bytes post(long author, long id) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + 2 * ID).put((byte) 'p').putLong(author).putLong(id).array());
  }

  static Bytes authorOf(long post) {
    return Bytes.wrap(ByteBuffer.allocate(1 + ID).put((byte) 'q').putLong(post).array());
  }

  /// The author of a post's or a crossing's key, the account of an account's.
  static long owner(Bytes key) {
    return ByteBuffer.wrap(key.get()).getLong(1);
  }

  static long postId(Bytes key) {
    return ByteBuffer.wrap(key.get()).getLong(1 + ID);
  }

  static boolean isAccount(Bytes key) {
    return key.get()[0] == 'a';
  }

  static Bytes pair(long viewer, long target) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + 2 * ID).put((byte) 'r').putLong(target).putLong(viewer).array());
  }

  static Bytes crossing(long author) {
    return Bytes.wrap(ByteBuffer.allocate(1 + ID).put((byte) 'x').putLong(author).array());
  }
}
