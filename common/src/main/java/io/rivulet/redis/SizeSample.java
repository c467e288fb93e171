package io.rivulet.redis;

import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Draws keys of a node at random and asks for their sizes, and when they end if that is wanted, in
/// two batches of commands each of which Redis answers in some microseconds.
final class SizeSample {
  private static final Long WITHOUT_END = -1L;

  private final RedisAsyncCommands<byte[], byte[]> node;

  SizeSample(RedisAsyncCommands<byte[], byte[]> node) {
    this.node = node;
  }

  /// Draws keys.
  ///
  /// @param ends whether it is asked when they end
  CompletableFuture<KeySample.Node> draw(int keys, boolean ends) {
    CompletionStage<Long> size = node.dbsize();
    CompletionStage<String> memory = node.info("memory");
    List<CompletableFuture<byte[]>> drawn =
        Stream.generate(() -> node.randomkey().toCompletableFuture()).limit(keys).toList();
    return all(drawn)
        .thenCompose(names -> all(names.stream().map(name -> drawn(name, ends)).toList()))
        // Who may not draw keys is told how much is used all the same.
        .exceptionally(_ -> List.of())
        .thenCombine(size, Sized::new)
        .thenCombine(
            memory,
            (sized, info) ->
                new KeySample.Node(
                    sized.keys(),
                    number(info, "used_memory"),
                    number(info, "maxmemory"),
                    sized.drawn()));
  }

  private record Sized(List<DrawnKey> drawn, long keys) {}

  /// Null if the key is gone, or is none that may be looked at.
  private CompletableFuture<@Nullable DrawnKey> drawn(byte[] key, boolean ends) {
    CompletionStage<Long> left =
        ends ? node.pttl(key) : CompletableFuture.completedStage(WITHOUT_END);
    return node.memoryUsage(key)
        .thenCombine(left, Told::new)
        .toCompletableFuture()
        .handle(
            (told, _) ->
                told == null || told.bytes() == null
                    ? null
                    : new DrawnKey(
                        new String(key, StandardCharsets.ISO_8859_1), told.bytes(), told.left()));
  }

  private record Told(@Nullable Long bytes, Long left) {}

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
