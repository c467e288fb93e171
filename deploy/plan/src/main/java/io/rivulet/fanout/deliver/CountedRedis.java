package io.rivulet.fanout.deliver;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.timeline.Deliveries;
import io.rivulet.timeline.PackedIds;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Redis as a lane sees it: calls of its scripts are counted and answered, nothing is stored.
final class CountedRedis implements Lane.Way {
  /// Shard states as [io.rivulet.timeline.ShardState] has them.
  private static final byte[] STATE = PackedIds.pack(1, 0, 1);

  /// `$`, the line ends of a length and of an argument.
  private static final int ARGUMENT = 5;

  private final boolean cluster;
  private final CountedLanes.Answering answering;
  private final RedisClusterAsyncCommands<byte[], byte[]> commands;
  private long calls;
  private long visits;
  private long entries;
  private long bytes;

  CountedRedis(boolean cluster, CountedLanes.Answering answering) {
    this.cluster = cluster;
    this.answering = answering;
    this.commands = commands(this);
  }

  @SuppressWarnings("unchecked") // A proxy has no types.
  private static RedisClusterAsyncCommands<byte[], byte[]> commands(CountedRedis counted) {
    return (RedisClusterAsyncCommands<byte[], byte[]>)
        Proxy.newProxyInstance(
            CountedRedis.class.getClassLoader(),
            new Class<?>[] {RedisClusterAsyncCommands.class},
            (_, method, arguments) -> counted.answer(method, arguments));
  }

  /// An answer of Redis.
  private static final class Answer extends CompletableFuture<List<Object>>
      implements RedisFuture<List<Object>> {
    @Override
    public String getError() {
      return "";
    }

    @Override
    public boolean await(long timeout, TimeUnit unit) {
      return isDone();
    }
  }

  private Answer answer(Method method, Object[] arguments) {
    if (!method.getName().equals("evalsha")) {
      throw new UnsupportedOperationException(method.getName());
    }
    byte[][] keys = (byte[][]) arguments[2];
    byte[][] values = (byte[][]) arguments[3];
    Answer answer = new Answer();
    if (arguments[0].equals(Deliveries.script().digest())) {
      int shards = values[0].length / Long.BYTES;
      int timelines = keys.length - shards;
      long added = values[4].length / PackedIds.WIDTH;
      calls++;
      visits += timelines;
      entries += added;
      bytes += bytes(keys, values);
      answering.after(timelines, () -> answer.complete(List.of((long) timelines, 0L, added)));
    } else {
      List<Object> taken = new ArrayList<>();
      for (int i = 0; i < keys.length; i++) {
        Collections.addAll(taken, STATE, 0L);
      }
      answer.complete(taken);
    }
    return answer;
  }

  /// What EVALSHA with a digest and a number of keys takes on the wire (RESP2).
  private static long bytes(byte[][] keys, byte[][] values) {
    long all = array(3 + keys.length + values.length) + argument(7) + argument(40);
    all += argument(digits(keys.length));
    for (byte[] key : keys) {
      all += argument(key.length);
    }
    for (byte[] value : values) {
      all += argument(value.length);
    }
    return all;
  }

  private static long array(int size) {
    return 3L + digits(size);
  }

  private static long argument(int length) {
    return (long) ARGUMENT + digits(length) + length;
  }

  private static int digits(int number) {
    return Integer.toString(number).length();
  }

  @Override
  public RedisClusterAsyncCommands<byte[], byte[]> commands() {
    return commands;
  }

  @Override
  public boolean isCluster() {
    return cluster;
  }

  CountedLanes.Counts counts() {
    return new CountedLanes.Counts(calls, visits, entries, bytes);
  }
}
