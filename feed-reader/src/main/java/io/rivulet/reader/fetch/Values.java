package io.rivulet.reader.fetch;

import io.rivulet.timeline.AuthorSlices;
import io.rivulet.timeline.TimelineLimits;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Reads many values at once, in whatever shards they lie. The commands are under way when a method
/// returns, so several calls before one [#await] are one round trip.
public interface Values {
  /// The values of `keys` in their order, null for a key that is absent.
  CompletionStage<List<byte @Nullable []>> get(List<byte[]> keys);

  /// Bytes `first` to `last` of the values of `keys` in their order, fewer or none where a value is
  /// shorter or absent.
  CompletionStage<List<byte[]>> slices(List<byte[]> keys, int first, int last);

  /// Parts of author timelines in the order of their keys, each for
  /// [io.rivulet.timeline.AuthorSlice#decode].
  CompletionStage<List<byte[]>> authors(
      List<byte[]> keys, AuthorSlices.Wanted wanted, TimelineLimits limits);

  /// Waits for an answer.
  ///
  /// @throws io.rivulet.redis.RedisUnavailableException if there is none in time
  <T> T await(CompletionStage<T> answer);
}
