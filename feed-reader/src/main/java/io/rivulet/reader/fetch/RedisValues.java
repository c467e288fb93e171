package io.rivulet.reader.fetch;

import io.rivulet.redis.Redis;
import io.rivulet.redis.RoundTrip;
import io.rivulet.redis.Slots;
import io.rivulet.timeline.AuthorSlices;
import io.rivulet.timeline.TimelineLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// [Values] of a Redis: of one node by commands that span shards, of a cluster slot by slot.
public final class RedisValues implements Values {
  /// Author timelines have up to 8.5 kB, so a command answers with less than a megabyte, and nobody
  /// else waits long for it.
  private static final int KEYS_A_COMMAND = 100;

  /// A script holds Redis for a quarter of a millisecond.
  private static final int AUTHORS_A_CALL = 50;

  private final Redis redis;

  public RedisValues(Redis redis) {
    this.redis = redis;
  }

  @Override
  public CompletionStage<List<byte @Nullable []>> get(List<byte[]> keys) {
    RoundTrip trip = redis.roundTrip();
    CompletionStage<List<byte @Nullable []>> values = get(keys, trip);
    trip.send();
    return values;
  }

  private static CompletionStage<List<byte @Nullable []>> get(List<byte[]> keys, RoundTrip trip) {
    if (keys.isEmpty()) {
      return CompletableFuture.completedStage(List.of());
    }
    if (keys.size() <= KEYS_A_COMMAND) {
      return trip.values(keys);
    }
    List<CompletableFuture<List<byte @Nullable []>>> answers = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += KEYS_A_COMMAND) {
      List<byte[]> part = keys.subList(from, Math.min(from + KEYS_A_COMMAND, keys.size()));
      answers.add(trip.values(part).toCompletableFuture());
    }
    return joined(answers);
  }

  @Override
  public Parts get(List<byte[]> keys, List<byte[]> sliced, int first, int last) {
    RoundTrip trip = redis.roundTrip();
    CompletionStage<List<byte @Nullable []>> values = get(keys, trip);
    List<CompletableFuture<byte[]>> slices = new ArrayList<>(sliced.size());
    for (byte[] key : sliced) {
      slices.add(trip.slice(key, first, last).toCompletableFuture());
    }
    trip.send();
    return new Parts(values, all(slices));
  }

  @Override
  public ShardParts ofShard(List<byte[]> hashes, List<byte[]> keys) {
    RoundTrip trip = redis.roundTrip();
    List<CompletionStage<Map<byte[], byte[]>>> found = new ArrayList<>(hashes.size());
    for (byte[] hash : hashes) {
      found.add(trip.hash(hash));
    }
    CompletionStage<List<byte @Nullable []>> values = get(keys, trip);
    trip.send();
    return new ShardParts(found, values);
  }

  @Override
  public CompletionStage<List<byte[]>> authors(
      List<byte[]> keys, AuthorSlices.Wanted wanted, TimelineLimits limits) {
    return redis.isCluster()
        ? Slots.scattered(keys, some -> author(some, wanted, limits))
        : author(keys, wanted, limits);
  }

  /// As [#authors], of keys that one command may touch.
  private CompletionStage<List<byte[]>> author(
      List<byte[]> keys, AuthorSlices.Wanted wanted, TimelineLimits limits) {
    List<CompletableFuture<List<byte[]>>> answers = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += AUTHORS_A_CALL) {
      List<byte[]> part = keys.subList(from, Math.min(from + AUTHORS_A_CALL, keys.size()));
      answers.add(AuthorSlices.call(redis.commands(), part, wanted, limits).toCompletableFuture());
    }
    return all(answers).thenApply(parts -> parts.stream().flatMap(List::stream).toList());
  }

  private static CompletionStage<List<byte @Nullable []>> joined(
      List<CompletableFuture<List<byte @Nullable []>>> answers) {
    return all(answers)
        .thenApply(
            parts -> {
              List<byte @Nullable []> values = new ArrayList<>();
              parts.forEach(values::addAll);
              return values;
            });
  }

  private static <T> CompletionStage<List<T>> all(List<CompletableFuture<T>> answers) {
    return CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]))
        .thenApply(all -> answers.stream().map(CompletableFuture::join).toList());
  }

  @Override
  public <T> T await(CompletionStage<T> answer) {
    return redis.await(answer);
  }
}
