package io.rivulet.reader.fetch;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.AuthorSlices;
import io.rivulet.timeline.TimelineLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// [Values] of one Redis, where a command may span shards.
public final class RedisValues implements Values {
  /// Author timelines have up to 8.5 kB, so a command answers with less than a megabyte, and nobody
  /// else waits long for it.
  private static final int KEYS_A_COMMAND = 100;

  /// A script holds Redis for a quarter of a millisecond.
  private static final int AUTHORS_A_CALL = 50;

  private static final byte[] NOTHING = new byte[0];

  private final Redis redis;

  public RedisValues(Redis redis) {
    this.redis = redis;
  }

  @Override
  public CompletionStage<List<byte @Nullable []>> get(List<byte[]> keys) {
    RedisAsyncCommands<byte[], byte[]> commands = redis.commands();
    List<CompletableFuture<List<KeyValue<byte[], byte[]>>>> answers = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += KEYS_A_COMMAND) {
      List<byte[]> part = keys.subList(from, Math.min(from + KEYS_A_COMMAND, keys.size()));
      answers.add(commands.mget(part.toArray(new byte[0][])).toCompletableFuture());
    }
    return all(answers)
        .thenApply(
            parts -> {
              List<byte @Nullable []> values = new ArrayList<>(keys.size());
              parts.forEach(part -> part.forEach(value -> values.add(orNull(value))));
              return values;
            });
  }

  private static byte @Nullable [] orNull(KeyValue<byte[], byte[]> value) {
    return value.hasValue() ? value.getValue() : null;
  }

  @Override
  public CompletionStage<List<byte[]>> slices(List<byte[]> keys, int first, int last) {
    RedisAsyncCommands<byte[], byte[]> commands = redis.commands();
    List<CompletableFuture<byte[]>> answers = new ArrayList<>();
    for (byte[] key : keys) {
      answers.add(
          commands
              .getrange(key, first, last)
              .exceptionally(RedisValues::nothingOfAnotherType)
              .toCompletableFuture());
    }
    return all(answers);
  }

  @Override
  public CompletionStage<List<byte[]>> authors(
      List<byte[]> keys, AuthorSlices.Wanted wanted, TimelineLimits limits) {
    RedisAsyncCommands<byte[], byte[]> commands = redis.commands();
    List<CompletableFuture<List<byte[]>>> answers = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += AUTHORS_A_CALL) {
      List<byte[]> part = keys.subList(from, Math.min(from + AUTHORS_A_CALL, keys.size()));
      answers.add(AuthorSlices.call(commands, part, wanted, limits).toCompletableFuture());
    }
    return all(answers).thenApply(parts -> parts.stream().flatMap(List::stream).toList());
  }

  private static byte[] nothingOfAnotherType(Throwable failure) {
    Throwable cause = Redis.cause(failure);
    if (cause instanceof RedisCommandExecutionException error
        && String.valueOf(error.getMessage()).startsWith("WRONGTYPE")) {
      return NOTHING;
    }
    throw new CompletionException(cause);
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
