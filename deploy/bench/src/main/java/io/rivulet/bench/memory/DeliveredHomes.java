package io.rivulet.bench.memory;

import io.rivulet.id.Ids;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.Deliveries;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.timeline.Ownership;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.TimelineLimits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;

/// Makes complete timelines as a rebuild does, and then delivers to each of them by the script
/// until it is somewhere between two trims.
final class DeliveredHomes implements Homes {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final int TIMELINES = 50;
  private static final int UNDER_WAY = 64;

  private final TimelineLimits limits;
  private final SplittableRandom random;
  private final long[] epochs = new long[Shards.COUNT];
  private final List<CompletionStage<?>> underWay = new ArrayList<>();

  DeliveredHomes(TimelineLimits limits, long seed) {
    this.limits = limits;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public long fill(Redis redis, long[] viewers) {
    for (int shard = 0; shard < Shards.COUNT; shard++) {
      epochs[shard] =
          Redis.await(Ownership.takeOver(redis.commands(), shard, -1), BOUND).state().epoch();
    }
    long entries = 0;
    for (int from = 0; from < viewers.length; from += TIMELINES) {
      entries += fill(redis, viewers, from, Math.min(viewers.length, from + TIMELINES));
    }
    finish();
    return entries;
  }

  private long fill(Redis redis, long[] viewers, int from, int to) {
    List<byte[]> states = new ArrayList<>();
    ByteBuffer owned = ByteBuffer.allocate((to - from) * Long.BYTES);
    List<byte[]> keys = new ArrayList<>();
    List<byte[]> ids = new ArrayList<>();
    long entries = 0;
    for (int i = from; i < to; i++) {
      int shard = Shards.of(viewers[i]);
      states.add(Keyspace.state(shard));
      owned.putLong(epochs[shard]);
      keys.add(Keyspace.home(viewers[i]));
      int more = 1 + random.nextInt(limits.slack());
      ids.add(PackedIds.pack(run(limits.kept(), more)));
      entries += limits.kept() + more;
      send(redis.commands().set(Keyspace.home(viewers[i]), complete()));
    }
    send(Deliveries.call(redis.commands(), limits, states, owned.array(), keys, ids));
    return entries;
  }

  private byte[] complete() {
    byte[] packed = PackedIds.pack(run(0, limits.kept()));
    ByteBuffer value = ByteBuffer.allocate(HomeTimeline.HEADER + packed.length);
    return value.put((byte) 1).put((byte) 'c').put(HomeTimeline.HEADER, packed).array();
  }

  private static long[] run(int from, int count) {
    long[] ids = new long[count];
    for (int i = 0; i < count; i++) {
      ids[i] = Ids.firstAt(TIME.plusSeconds(from + i));
    }
    return ids;
  }

  private void send(CompletionStage<?> answer) {
    underWay.add(answer);
    if (underWay.size() >= UNDER_WAY) {
      finish();
    }
  }

  private void finish() {
    underWay.forEach(answer -> Redis.await(answer, BOUND));
    underWay.clear();
  }
}
