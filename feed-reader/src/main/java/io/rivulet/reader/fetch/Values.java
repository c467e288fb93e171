package io.rivulet.reader.fetch;

import io.rivulet.timeline.AuthorSlices;
import io.rivulet.timeline.TimelineLimits;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Reads many values at once, in whatever shards they lie. The commands are under way when a method
/// returns, so several calls before one [#await] are one round trip.
public interface Values {
  /// The values of `keys` in their order, null for a key that is absent.
  CompletionStage<List<byte @Nullable []>> get(List<byte[]> keys);

  /// The values of `keys`, and together with them bytes `first` to `last` of the values of
  /// `sliced`, fewer or none where a value is shorter or absent.
  Parts get(List<byte[]> keys, List<byte[]> sliced, int first, int last);

  /// Values and slices, in the order of their keys.
  record Parts(
      CompletionStage<List<byte @Nullable []>> values, CompletionStage<List<byte[]>> slices) {}

  /// Hashes, and after them values, of one shard: what a read begins with.
  ShardParts ofShard(List<byte[]> hashes, List<byte[]> keys);

  /// Hashes, empty where they are absent, and values, in the order of their keys.
  record ShardParts(
      List<CompletionStage<Map<byte[], byte[]>>> hashes,
      CompletionStage<List<byte @Nullable []>> values) {}

  /// Parts of author timelines in the order of their keys, each for
  /// [io.rivulet.timeline.AuthorSlice#decode].
  CompletionStage<List<byte[]>> authors(
      List<byte[]> keys, AuthorSlices.Wanted wanted, TimelineLimits limits);

  /// Waits for an answer.
  ///
  /// @throws io.rivulet.redis.RedisUnavailableException if there is none in time
  <T> T await(CompletionStage<T> answer);
}
