package io.rivulet.bench.ceiling;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The commands by which other systems deliver an entry to a follower's timeline, and how their
/// timelines are filled. Ids are decimal, as there.
enum Peer {
  /// What Mastodon sends for one post and one follower: `push_to_home`, `add_to_feed`, `trim` and
  /// `push_update_required?` of its `FeedManager`, for a post that is no boost, to somebody who has
  /// no boosts to be told apart and is not connected: its cheapest case.
  MASTODON("feed:home:") {
    @Override
    void deliver(Requests requests, byte[] key, byte[] id) {
      byte[] boosts = concat(key, ":reblogs");
      requests.add(List.of(ZSCORE, boosts, id));
      requests.add(List.of(ZADD, key, id, id));
      requests.add(List.of(ZREMRANGEBYRANK, key, ZERO, bytes("-801")));
      requests.add(List.of(ZREVRANGE, key, FALLOFF, FALLOFF, WITHSCORES));
      requests.add(List.of(ZRANGEBYSCORE, boosts, ZERO, id));
      requests.add(List.of(EXISTS, concat(bytes("subscribed:timeline:"), key)));
    }

    @Override
    void fill(Requests requests, byte[] key, List<byte[]> ids) {
      List<byte[]> command = new ArrayList<>(List.of(ZADD, key));
      ids.forEach(id -> command.addAll(List.of(id, id)));
      requests.add(command);
    }

    @Override
    int commands() {
      return 6;
    }
  },

  /// The least that keeps a bounded timeline: a list that is not ordered and knows no duplicates.
  LIST("list:home:") {
    @Override
    void deliver(Requests requests, byte[] key, byte[] id) {
      requests.add(List.of(LPUSH, key, id));
      requests.add(List.of(LTRIM, key, ZERO, bytes("799")));
    }

    @Override
    void fill(Requests requests, byte[] key, List<byte[]> ids) {
      List<byte[]> command = new ArrayList<>(List.of(LPUSH, key));
      command.addAll(ids);
      requests.add(command);
    }

    @Override
    int commands() {
      return 2;
    }
  };

  /// Entries of a timeline.
  static final int ENTRIES = 800;

  private static final byte[] ZSCORE = bytes("ZSCORE");
  private static final byte[] ZADD = bytes("ZADD");
  private static final byte[] ZREMRANGEBYRANK = bytes("ZREMRANGEBYRANK");
  private static final byte[] ZREVRANGE = bytes("ZREVRANGE");
  private static final byte[] WITHSCORES = bytes("WITHSCORES");
  private static final byte[] ZRANGEBYSCORE = bytes("ZRANGEBYSCORE");
  private static final byte[] EXISTS = bytes("EXISTS");
  private static final byte[] LPUSH = bytes("LPUSH");
  private static final byte[] LTRIM = bytes("LTRIM");
  private static final byte[] ZERO = bytes("0");
  private static final byte[] FALLOFF = bytes("40");

  /// As long as ids are that count milliseconds in their upper 48 bits.
  private static final long FIRST_ID = 110_000_000_000_000_000L;

  private final String prefix;

  Peer(String prefix) {
    this.prefix = prefix;
  }

  abstract void deliver(Requests requests, byte[] key, byte[] id);

  abstract void fill(Requests requests, byte[] key, List<byte[]> ids);

  abstract int commands();

  /// Fills one timeline after the other.
  Load filling() {
    return new Load() {
      private int at;

      @Override
      public void next(Requests requests) {
        List<byte[]> ids = new ArrayList<>(ENTRIES);
        for (int entry = 0; entry < ENTRIES; entry++) {
          ids.add(id(entry));
        }
        fill(requests, key(at++), ids);
      }
    };
  }

  /// Delivers to timelines chosen uniformly.
  Load delivering(int timelines, long seed) {
    var random = new SplittableRandom(seed);
    return new Load() {
      private long entry = ENTRIES;

      @Override
      public void next(Requests requests) {
        deliver(requests, key(random.nextInt(timelines)), id(entry++));
      }

      @Override
      public int answers() {
        return commands();
      }

      @Override
      public int deliveries() {
        return 1;
      }
    };
  }

  private static byte[] id(long number) {
    return bytes(Long.toString(FIRST_ID + (number << 16)));
  }

  private byte[] key(int timeline) {
    return bytes(prefix + (FIRST_ID + timeline));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(byte[] key, String suffix) {
    return concat(key, bytes(suffix));
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
