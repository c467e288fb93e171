package io.rivulet.e2e.history;

import io.rivulet.reader.fetch.RedisValues;
import io.rivulet.reader.fetch.Values;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.AuthorSlices;
import io.rivulet.timeline.TimelineLimits;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The reader's way to Redis, with something else happening before one of its round trips.
final class RoundTrips implements Values {
  private final Values values;
  private int left;
  private Runnable meanwhile = () -> {};

  RoundTrips(Redis redis) {
    values = new RedisValues(redis);
  }

  /// Has something happen before a round trip from now, counted from 1; 0 for never.
  void before(int trip, Runnable something) {
    left = trip;
    meanwhile = something;
  }

  /// Lets nothing happen any more.
  ///
  /// @return whether something was to happen and has not
  boolean takeBack() {
    boolean waits = left > 0;
    left = 0;
    return waits;
  }

  private void count() {
    if (left > 0 && --left == 0) {
      meanwhile.run();
    }
  }

  @Override
  public CompletionStage<List<byte @Nullable []>> get(List<byte[]> keys) {
    count();
    return values.get(keys);
  }

  @Override
  public Parts get(List<byte[]> keys, List<byte[]> sliced, int first, int last) {
    count();
    return values.get(keys, sliced, first, last);
  }

  /// Redis may do something else between two commands of one write.
  @Override
  public ShardParts ofShard(List<byte[]> hashes, List<byte[]> keys) {
    ShardParts first = values.ofShard(hashes, List.of());
    first.hashes().forEach(values::await);
    count();
    return new ShardParts(first.hashes(), values.ofShard(List.of(), keys).values());
  }

  @Override
  public CompletionStage<List<byte[]>> authors(
      List<byte[]> keys, AuthorSlices.Wanted wanted, TimelineLimits limits) {
    count();
    return values.authors(keys, wanted, limits);
  }

  @Override
  public <T> T await(CompletionStage<T> answer) {
    return values.await(answer);
  }
}
