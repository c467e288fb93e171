package io.rivulet.redis;

import io.lettuce.core.cluster.SlotHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The slots of a cluster: a command may only touch keys of one.
public final class Slots {
  private Slots() {}

  /// Asks for keys slot by slot.
  ///
  /// @param ask answers with a value for each of some keys of one slot, in their order
  /// @return the values in the order of `keys`
  public static <T extends @Nullable Object> CompletionStage<List<T>> scattered(
      List<byte[]> keys, Function<List<byte[]>, CompletionStage<List<T>>> ask) {
    Map<Integer, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      places.computeIfAbsent(SlotHash.getSlot(keys.get(i)), _ -> new ArrayList<>()).add(i);
    }
    if (places.size() == 1) {
      return ask.apply(keys);
    }
    List<CompletableFuture<List<T>>> answers =
        places.values().stream()
            .map(some -> ask.apply(some.stream().map(keys::get).toList()).toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> joined(keys.size(), List.copyOf(places.values()), answers));
  }

  @SuppressWarnings("unchecked") // Only values of this type are put in.
  private static <T extends @Nullable Object> List<T> joined(
      int size, List<List<Integer>> places, List<CompletableFuture<List<T>>> answers) {
    @Nullable Object[] values = new @Nullable Object[size];
    for (int slot = 0; slot < places.size(); slot++) {
      List<T> some = answers.get(slot).join();
      for (int i = 0; i < some.size(); i++) {
        values[places.get(slot).get(i)] = some.get(i);
      }
    }
    return (List<T>) Arrays.asList(values);
  }
}
