package io.rivulet.bench.fanout;

import io.lettuce.core.RedisFuture;
import io.rivulet.bench.graph.Star;
import io.rivulet.bench.report.Spread;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.local.LocalException;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.TimelineLimits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Publishes posts of the largest author and times how long each takes to be in the home timeline
/// of the last of his followers: of every sixteenth of them while it is under way, lest looking
/// slows what is looked at, and of all of them afterwards.
final class LargePost implements Runnable {
  private static final int SAMPLED = 16;
  private static final int TOGETHER = 256;
  private static final int TAIL_BYTES = 32 * Long.BYTES;

  /// Newest entries, as many as any home timeline keeps.
  private static final int WHOLE_BYTES = TimelineLimits.DEFAULT.kept() * Long.BYTES;

  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private final FanoutStack stack;
  private final int author;
  private final int[] followers;
  private final List<Double> seconds = new ArrayList<>();

  LargePost(FanoutStack stack, Star star) {
    this.stack = stack;
    this.author = star.largest();
    this.followers = star.followers(author);
  }

  int followers() {
    return followers.length;
  }

  /// Seconds from publishing to the last follower, of each post.
  Spread seconds() {
    return Spread.of(seconds);
  }

  /// Publishes one and waits until it is everywhere.
  @Override
  public void run() {
    try (var log = new EventLog(stack.kafka().bootstrapServers(), 0)) {
      long began = System.nanoTime();
      long id = new Posts(log).publish(author);
      awaitAll(id, SAMPLED, began);
      seconds.add((System.nanoTime() - began) / 1e9);
      awaitAll(id, 1, System.nanoTime());
    }
  }

  private void awaitAll(long id, int step, long began) {
    for (int from = 0; from < followers.length; from += step * TOGETHER) {
      while (!there(id, from, step)) {
        if (System.nanoTime() - began > BOUND.toNanos()) {
          throw new LocalException(
              "A post was not with all of its %,d followers after %d s"
                  .formatted(followers.length, BOUND.toSeconds()));
        }
        Population.pause(LOOK_EVERY);
      }
    }
  }

  private boolean there(long id, int from, int step) {
    List<byte[]> homes = new ArrayList<>(TOGETHER);
    List<RedisFuture<byte[]>> tails = new ArrayList<>(TOGETHER);
    for (int i = from; i < followers.length && tails.size() < TOGETHER; i += step) {
      byte[] home = Keyspace.home(Accounts.id(followers[i]));
      homes.add(home);
      tails.add(stack.redis().commands().getrange(home, -TAIL_BYTES, -1));
    }
    boolean all = true;
    for (int i = 0; i < homes.size(); i++) {
      byte[] tail = Redis.await(tails.get(i), BOUND);
      all &= holds(tail, id) || isBelowTail(tail, homes.get(i), id);
    }
    return all;
  }

  /// Whoever follows several others may have got more than a tail of their posts meanwhile.
  private boolean isBelowTail(byte[] tail, byte[] home, long id) {
    return tail.length == TAIL_BYTES
        && ByteBuffer.wrap(tail).getLong() > id
        && holds(Redis.await(stack.redis().commands().getrange(home, -WHOLE_BYTES, -1), BOUND), id);
  }

  private static boolean holds(byte[] tail, long id) {
    ByteBuffer ids = ByteBuffer.wrap(tail);
    while (ids.remaining() >= Long.BYTES) {
      if (ids.getLong() == id) {
        return true;
      }
    }
    return false;
  }
}
