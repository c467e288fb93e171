package io.rivulet.redis;

import io.lettuce.core.api.async.RedisAsyncCommands;
import io.rivulet.keyspace.Keyspace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Draws keys of a node at random and asks for their sizes, in two batches of commands each of
/// which Redis answers in some microseconds.
final class SizeSample {
  private final RedisAsyncCommands<byte[], byte[]> node;

  SizeSample(RedisAsyncCommands<byte[], byte[]> node) {
    this.node = node;
  }

  CompletableFuture<KeyspaceSizes.Node> draw(int keys) {
    CompletionStage<Long> size = node.dbsize();
    CompletionStage<String> memory = node.info("memory");
    List<CompletableFuture<byte[]>> drawn =
        Stream.generate(() -> node.randomkey().toCompletableFuture()).limit(keys).toList();
    return all(drawn)
        .thenCompose(names -> all(names.stream().map(this::drawn).toList()))
        // Who may not draw keys is told how much is used all the same.
        .exceptionally(_ -> List.of())
        .thenCombine(size, Sized::new)
        .thenCombine(
            memory,
            (sized, info) ->
                new KeyspaceSizes.Node(
                    sized.keys(),
                    number(info, "used_memory"),
                    number(info, "maxmemory"),
                    sized.drawn()));
  }

  private record Sized(List<KeyspaceSizes.Drawn> drawn, long keys) {}

  /// Null if the key is gone, or is none that may be looked at.
  private CompletableFuture<KeyspaceSizes.@Nullable Drawn> drawn(byte[] key) {
    return node.memoryUsage(key)
        .toCompletableFuture()
        .handle(
            (bytes, _) ->
                bytes == null
                    ? null
                    : new KeyspaceSizes.Drawn(Keyspace.nameOf(ByteBuffer.wrap(key)), bytes));
  }

  /// What there is of all answers.
  private static <T> CompletableFuture<List<T>> all(
      List<? extends CompletableFuture<? extends @Nullable T>> answers) {
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            _ -> {
              List<T> there = new ArrayList<>(answers.size());
              answers.stream()
                  .map(CompletableFuture::join)
                  .filter(Objects::nonNull)
                  .forEach(there::add);
              return there;
            });
  }

  /// A field of `INFO memory`, 0 if it is not there.
  static long number(String info, String field) {
    return info.lines()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1).strip())
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }
}
