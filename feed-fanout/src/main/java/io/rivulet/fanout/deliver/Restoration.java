package io.rivulet.fanout.deliver;

import io.rivulet.keyspace.Shards;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Walks over what a deliver task has counted and noted, and makes the values of lost shards again,
/// some keys at a time: it may be years of it, and what is new is not to be held up.
final class Restoration {
  /// The keys that values are made of: notices by account, how far posts and viewers are counted.
  private static final List<Character> LETTERS = List.of('n', 'v', 'w');

  private static final int OWNER_AT = 1;
  private static final int PERIOD_AT = 1 + Long.BYTES;

  private final KeyValueStore<Bytes, byte[]> store;
  private final ReactionStore reactions;
  private final NoticeStore notices;
  private Set<Integer> shards = Set.of();
  private int letter = LETTERS.size();
  private @Nullable Bytes from;
  private long lastOwner;

  Restoration(KeyValueStore<Bytes, byte[]> store, ReactionStore reactions, NoticeStore notices) {
    this.store = store;
    this.reactions = reactions;
    this.notices = notices;
  }

  /// Begins from the start, with these shards beside those that are under way.
  void lost(Set<Integer> more) {
    Set<Integer> all = new HashSet<>(more);
    if (!done()) {
      all.addAll(shards);
    }
    shards = all;
    letter = 0;
    from = null;
  }

  boolean done() {
    return letter == LETTERS.size();
  }

  /// Goes on.
  ///
  /// @param most keys that are looked at
  void next(int most, Consumer<Put> sink) {
    char kind = LETTERS.get(letter);
    Bytes start = from == null ? first(kind) : from;
    from = null;
    int looked = 0;
    try (KeyValueIterator<Bytes, byte[]> entries = store.range(start, last(kind))) {
      while (entries.hasNext()) {
        if (looked++ == most) {
          from = entries.peekNextKey();
          return;
        }
        KeyValue<Bytes, byte[]> entry = entries.next();
        write(kind, ByteBuffer.wrap(entry.key.get()), sink);
      }
    }
    letter++;
    lastOwner = 0;
  }

  private void write(char kind, ByteBuffer key, Consumer<Put> sink) {
    long owner = key.getLong(OWNER_AT);
    if (!shards.contains(Shards.of(owner))) {
      return;
    }
    switch (kind) {
      case 'n' -> {
        // An account may have several chunks.
        if (owner != lastOwner) {
          sink.accept(notices.notices(owner, 0));
        }
      }
      case 'v' -> sink.accept(reactions.tally(owner));
      case 'w' -> sink.accept(reactions.reactions(owner, key.getLong(PERIOD_AT)));
      default -> throw new IllegalStateException("key " + kind);
    }
    lastOwner = owner;
  }

  /// Below all keys of a letter.
  private static Bytes first(char letter) {
    return Bytes.wrap(new byte[] {(byte) letter});
  }

  /// Above all keys of a letter: ids are positive.
  private static Bytes last(char letter) {
    byte[] key = new byte[2 + 2 * Long.BYTES];
    Arrays.fill(key, (byte) 0xff);
    key[0] = (byte) letter;
    return Bytes.wrap(key);
  }
}
