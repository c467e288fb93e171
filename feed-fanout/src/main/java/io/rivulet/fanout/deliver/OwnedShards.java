package io.rivulet.fanout.deliver;

import io.rivulet.keyspace.Shards;
import io.rivulet.timeline.Ownership;
import io.rivulet.timeline.PackedIds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The shards of one deliveries partition, all `s` with `s mod partitions = partition`, as far as
/// Redis knows who owns them and how far they are.
///
/// Guarded by its [Lane], but for the calls themselves.
final class OwnedShards {
  private final Lane.Way redis;
  private final @Nullable ShardQueue[] queues = new ShardQueue[Shards.COUNT];
  private final List<ShardQueue> owned = new ArrayList<>();
  private final List<Integer> lost = new ArrayList<>();

  /// The offset that Redis acknowledged last for all shards; 0 before.
  private volatile long advanced;

  /// Shards that are not taken over yet.
  OwnedShards(Lane.Way redis, int partition, int partitions) {
    this.redis = redis;
    for (int shard = partition; shard < Shards.COUNT; shard += partitions) {
      ShardQueue queue = new ShardQueue(shard);
      queues[shard] = queue;
      owned.add(queue);
    }
  }

  List<ShardQueue> all() {
    return owned;
  }

  ShardQueue queue(int shard) {
    ShardQueue queue = queues[shard];
    if (queue == null) {
      throw new IllegalStateException("shard " + shard + " is not of this deliveries partition");
    }
    return queue;
  }

  /// Takes the next epoch of each shard.
  ///
  /// @param applied the offset up to which Redis had acknowledged all, or -1 if none is known
  CompletionStage<List<Ownership.Taken>> take(long applied) {
    List<CompletableFuture<List<Ownership.Taken>>> answers =
        parts().stream()
            .map(part -> Ownership.takeOver(redis.commands(), shards(part), applied))
            .map(CompletionStage::toCompletableFuture)
            .toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> answers.stream().flatMap(answer -> answer.join().stream()).toList());
  }

  /// Whether a call may touch several shards: on a single Redis, not on a cluster, whose nodes own
  /// shards. To be asked when there is a connection.
  boolean span() {
    return !redis.isCluster();
  }

  /// What one call may touch.
  private List<List<ShardQueue>> parts() {
    return span() ? List.of(owned) : owned.stream().map(List::of).toList();
  }

  private static int[] shards(List<ShardQueue> part) {
    return part.stream().mapToInt(queue -> queue.shard).toArray();
  }

  /// Notes what [#take] found.
  ///
  /// @param applied as given to [#take]: where nothing was ever applied, nothing was lost
  void took(List<Ownership.Taken> taken, long applied) {
    for (int i = 0; i < owned.size(); i++) {
      owned.get(i).epoch = PackedIds.pack(taken.get(i).state().epoch());
      if (taken.get(i).lost() && applied >= 0) {
        lost.add(owned.get(i).shard);
      }
    }
  }

  /// Shards of which Redis had lost writes when they were taken over; empties the list.
  List<Integer> takeLost() {
    List<Integer> shards = List.copyOf(lost);
    lost.clear();
    return shards;
  }

  /// Notes in Redis that all before `applied` is acknowledged.
  CompletionStage<?> advance(long applied) {
    List<CompletableFuture<Long>> answers = new ArrayList<>();
    for (List<ShardQueue> part : parts()) {
      byte[] epochs = new byte[part.size() * Long.BYTES];
      for (int i = 0; i < part.size(); i++) {
        System.arraycopy(part.get(i).epoch, 0, epochs, i * Long.BYTES, Long.BYTES);
      }
      answers.add(
          Ownership.advance(redis.commands(), shards(part), epochs, advanced, applied)
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenRun(() -> advanced = applied);
  }

  /// Timestamp of the oldest record that waits or is under way.
  long oldest() {
    return owned.stream().mapToLong(queue -> queue.oldest).min().orElse(Long.MAX_VALUE);
  }

  void clear() {
    owned.forEach(ShardQueue::clear);
  }
}
