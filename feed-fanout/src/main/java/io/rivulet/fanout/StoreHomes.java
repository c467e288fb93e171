package io.rivulet.fanout;

import io.rivulet.keyspace.Shards;
import io.rivulet.topic.Topics;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says which partition a record of a state store belongs to, if partitions are added: a store is
/// one partition of one changelog, and is not made anew then.
///
/// Keys are those of `plan.StoreKeys`, `deliver.RelationStore`, `deliver.ReactionStore` and
/// `deliver.NoticeStore`: a letter, then the account or post by which the record is where it is.
/// Whoever adds a letter there adds it here; without it no partition can be added any more, and a
/// test fails.
public final class StoreHomes {
  /// By what a record is where it is.
  private enum By {
    /// The author, target or account after the letter: partition of posts, relations, accounts.
    AUTHOR,
    /// The author that is the value.
    AUTHOR_IN_VALUE,
    /// The account or post after the letter: partition of deliveries.
    SHARD,
    /// Nothing: there is one in each partition, which says how far that one is.
    PARTITION,
    /// Nothing, as [#PARTITION]; one for each partition of the submissions.
    ORIGIN
  }

  private static final int ID = Long.BYTES;

  private static final Map<String, Map<Character, By>> LETTERS =
      Map.of(
          "authors",
          Map.of(
              'a', By.AUTHOR,
              'g', By.AUTHOR,
              'k', By.AUTHOR,
              'm', By.PARTITION,
              'o', By.ORIGIN,
              'p', By.AUTHOR,
              'q', By.AUTHOR_IN_VALUE,
              's', By.PARTITION),
          "followers",
          Map.of(
              'f', By.AUTHOR,
              'l', By.PARTITION,
              'n', By.AUTHOR,
              'o', By.ORIGIN,
              'r', By.AUTHOR,
              'x', By.AUTHOR),
          "following",
          Map.of('a', By.PARTITION, 'i', By.SHARD, 'o', By.SHARD),
          "reactions",
          Map.of(
              'b', By.SHARD,
              'l', By.SHARD,
              'n', By.SHARD,
              'r', By.SHARD,
              'u', By.SHARD,
              'v', By.SHARD,
              'w', By.SHARD));

  /// All stores of the job.
  public static final List<String> STORES = LETTERS.keySet().stream().sorted().toList();

  private StoreHomes() {}

  /// The topic that has what is in a store, of as many partitions as the store's inputs.
  public static String changelog(String applicationId, String store) {
    return applicationId + "-" + store + "-changelog";
  }

  /// With which letters keys of a store begin.
  static Set<Character> letters(String store) {
    return lettersOf(store).keySet();
  }

  /// The partition that a record belongs to; empty if it belongs to each partition that comes of
  /// the one where it is.
  ///
  /// @param partitions how many there are to be
  /// @throws IllegalArgumentException if it is none of the records that are known
  public static OptionalInt of(
      String store, byte @Nullable [] key, byte @Nullable [] value, int partitions) {
    if (key == null || key.length == 0) {
      throw new IllegalArgumentException(store + ": a record without a key");
    }
    @Nullable By by = lettersOf(store).get((char) (key[0] & 0xff));
    return switch (by) {
      case AUTHOR -> OptionalInt.of(Topics.partition(id(store, key, 1), partitions));
      // Which author's it was nobody knows once it is gone, so it is gone everywhere.
      case AUTHOR_IN_VALUE ->
          value == null
              ? OptionalInt.empty()
              : OptionalInt.of(Topics.partition(id(store, value, 0), partitions));
      case SHARD -> OptionalInt.of(Shards.partition(Shards.of(id(store, key, 1)), partitions));
      case PARTITION -> one(store, key, 1);
      case ORIGIN -> one(store, key, 2 + Integer.BYTES);
      case null -> throw unknown(store, key);
    };
  }

  private static Map<Character, By> lettersOf(String store) {
    return Objects.requireNonNull(LETTERS.get(store), store);
  }

  private static OptionalInt one(String store, byte[] key, int length) {
    if (key.length != length) {
      throw unknown(store, key);
    }
    return OptionalInt.empty();
  }

  private static long id(String store, byte[] bytes, int at) {
    if (bytes.length < at + ID) {
      throw unknown(store, bytes);
    }
    return ByteBuffer.wrap(bytes).getLong(at);
  }

  private static IllegalArgumentException unknown(String store, byte[] bytes) {
    return new IllegalArgumentException(
        "%s: nothing is known of records like the one with '%c' and %d bytes"
            .formatted(store, bytes[0] & 0xff, bytes.length));
  }
}
