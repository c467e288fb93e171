package io.rivulet.fanout.deliver;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.live.LiveEvent;
import io.rivulet.relations.Relate;
import io.rivulet.timeline.Deliveries;
import io.rivulet.timeline.FencedPut;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.TimelineLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/// One script call for the shards it names, sent again as it is until it is acknowledged.
sealed interface LaneCall {
  /// The shards the call touches; none of them has another call under way.
  List<ShardQueue> shards();

  /// Timelines, viewers or values the call writes.
  int size();

  /// Entries the call adds, or as much of relations.
  long entries();

  /// What somebody may want to know once the call is acknowledged.
  List<LiveEvent> events();

  /// What a change takes, in entries.
  static long entries(Relate.Change change) {
    return change.relations().length / PackedIds.WIDTH;
  }

  /// Sends the call once.
  ///
  /// @return how many corrupt timelines were deleted
  CompletionStage<Long> send(
      RedisClusterAsyncCommands<byte[], byte[]> redis, TimelineLimits limits);

  private static List<byte[]> states(List<ShardQueue> shards) {
    return shards.stream().map(queue -> Keyspace.state(queue.shard)).toList();
  }

  private static byte[] epochs(List<ShardQueue> shards) {
    ByteArrayOutputStream epochs = new ByteArrayOutputStream(shards.size() * Long.BYTES);
    shards.forEach(queue -> epochs.writeBytes(queue.epoch));
    return epochs.toByteArray();
  }

  /// Adds entries to home timelines.
  record Add(List<ShardQueue> shards, List<byte[]> timelines, List<byte[]> ids)
      implements LaneCall {
    private static final int MOST_NAMED = 100;

    Add() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(long viewer, long[] ascending) {
      timelines.add(Keyspace.home(viewer));
      ids.add(PackedIds.pack(ascending));
    }

    /// The keys of its timelines, for a log: the first of them, if they are many.
    String named() {
      String first =
          timelines.stream()
              .limit(MOST_NAMED)
              .map(key -> new String(key, StandardCharsets.US_ASCII))
              .collect(Collectors.joining(", "));
      return timelines.size() > MOST_NAMED ? first + " …" : first;
    }

    @Override
    public int size() {
      return timelines.size();
    }

    @Override
    public long entries() {
      return ids.stream().mapToLong(packed -> packed.length / PackedIds.WIDTH).sum();
    }

    /// Of how many timelines an id is among the entries.
    int count(long id) {
      int count = 0;
      for (byte[] packed : ids) {
        for (long one : PackedIds.unpacked(packed).toArray()) {
          count += one == id ? 1 : 0;
        }
      }
      return count;
    }

    @Override
    public List<LiveEvent> events() {
      List<LiveEvent> events = new ArrayList<>();
      for (int i = 0; i < timelines.size(); i++) {
        long viewer = Keyspace.viewer(timelines.get(i));
        for (long id : PackedIds.unpacked(ids.get(i)).toArray()) {
          events.add(new LiveEvent(LiveEvent.Kind.DELIVERED, viewer, id));
        }
      }
      return events;
    }

    @Override
    public CompletionStage<Long> send(
        RedisClusterAsyncCommands<byte[], byte[]> redis, TimelineLimits limits) {
      return Deliveries.call(redis, limits, states(shards), epochs(shards), timelines, ids)
          .thenApply(Deliveries.Delivered::corrupt);
    }
  }

  /// Writes relations, and drops home timelines where it has to.
  record Relations(List<ShardQueue> shards, List<Relate.Change> changes) implements LaneCall {
    Relations() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void add(Relate.Change change) {
      changes.add(change);
    }

    @Override
    public int size() {
      return changes.size();
    }

    @Override
    public long entries() {
      return changes.stream().mapToLong(LaneCall::entries).sum();
    }

    @Override
    public List<LiveEvent> events() {
      return changes.stream()
          .map(change -> new LiveEvent(LiveEvent.Kind.RELATED, change.viewer(), 0))
          .toList();
    }

    @Override
    public CompletionStage<Long> send(
        RedisClusterAsyncCommands<byte[], byte[]> redis, TimelineLimits limits) {
      return Relate.call(redis, states(shards), epochs(shards), changes).thenApply(_ -> 0L);
    }
  }

  /// Writes values.
  record Values(List<ShardQueue> shards, List<Put> puts) implements LaneCall {
    Values() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void add(Put put) {
      puts.add(put);
    }

    @Override
    public int size() {
      return puts.size();
    }

    @Override
    public long entries() {
      return puts.stream().mapToLong(Put::entries).sum();
    }

    @Override
    public List<LiveEvent> events() {
      return puts.stream().map(Put::event).filter(Objects::nonNull).toList();
    }

    @Override
    public CompletionStage<Long> send(
        RedisClusterAsyncCommands<byte[], byte[]> redis, TimelineLimits limits) {
      return FencedPut.call(
              redis,
              states(shards),
              epochs(shards),
              puts.stream().map(put -> put.key().get()).toList(),
              puts.stream().map(Put::value).toList())
          .thenApply(_ -> 0L);
    }
  }
}
