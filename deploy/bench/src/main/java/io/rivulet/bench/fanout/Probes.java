package io.rivulet.bench.fanout;

import io.lettuce.core.RedisFuture;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Measures how long a post takes from the moment it should have been published to the moment it
/// stands in a follower's home timeline in Redis, by looking there every half millisecond.
final class Probes implements AutoCloseable {
  private static final long LOOK_EVERY = 1_000_000;

  /// Bytes looked at: what comes to one timeline between two looks is less.
  private static final int TAIL = 2_048;

  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final long HIGHEST = Duration.ofMinutes(5).toNanos();

  /// Under overload thousands are under way; the oldest tell enough.
  private static final int LOOKED_AT = 64;

  private final Redis redis;
  private final ConcurrentLinkedQueue<Sought> sought = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile Histogram times = new ConcurrentHistogram(HIGHEST, 3);
  private volatile boolean closed;

  Probes(Redis redis) {
    this.redis = redis;
    this.thread = Thread.ofPlatform().daemon().name("probes").start(this::look);
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
  private record Sought(long id, byte[] home, long due) {}

  /// Has a post looked for.
  ///
  /// @param viewer a follower, by id
  /// @param due when the post should have been published, as [System#nanoTime]
  void seek(long id, long viewer, long due) {
    sought.add(new Sought(id, Keyspace.home(viewer), due));
  }

  /// Posts that were not found yet.
  int open() {
    return sought.size();
  }

  /// What was found since the last call, in nanoseconds.
  Histogram take() {
    Histogram taken = times;
    times = new ConcurrentHistogram(HIGHEST, 3);
    return taken;
  }

  private void look() {
    while (!closed) {
      long next = System.nanoTime() + LOOK_EVERY;
      List<Sought> some = new ArrayList<>();
      List<RedisFuture<byte[]>> tails = new ArrayList<>();
      Iterator<Sought> oldest = sought.iterator();
      while (oldest.hasNext() && some.size() < LOOKED_AT) {
        Sought one = oldest.next();
        some.add(one);
        tails.add(redis.commands().getrange(one.home(), -TAIL, -1));
      }
      for (int i = 0; i < some.size(); i++) {
        found(some.get(i), Redis.await(tails.get(i), BOUND));
      }
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void found(Sought one, byte[] tail) {
    ByteBuffer ids = ByteBuffer.wrap(tail);
    while (ids.remaining() >= Long.BYTES) {
      if (ids.getLong() == one.id()) {
        sought.remove(one);
        times.recordValue(Math.min(HIGHEST, Math.max(0, System.nanoTime() - one.due())));
        return;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
