package io.rivulet.fanout.plan;

import io.rivulet.event.AccountUpdated;
import io.rivulet.keyspace.Shards;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Writes the accounts, posts and author timelines of a partition that lie in lost shards to Redis
/// again, a slice at a time so that what is new is not held up.
final class Restore {
  private static final Bytes FIRST = StoreKeys.account(0);

  private static final Bytes LAST = StoreKeys.post(Long.MAX_VALUE, Long.MAX_VALUE);

  /// What lies elsewhere, and what is cold, is only looked at: a thread must not stand still for
  /// it.
  private static final int LOOKED_PER_WRITE = 8;

  private final KeyValueStore<Bytes, byte[]> authors;
  private final Planner planner;
  private final PlanWrites writes;
  private final BitSet shards;
  private @Nullable Bytes next = FIRST;
  private long author;

  Restore(KeyValueStore<Bytes, byte[]> authors, Planner planner, PlanWrites writes, BitSet shards) {
    this.shards = shards;
    this.authors = authors;
    this.planner = planner;
    this.writes = writes;
  }

  boolean finished() {
    return next == null;
  }

  /// Begins the writes of the next slice.
  ///
  /// @return completes when Redis has acknowledged them
  CompletableFuture<?> slice(int size) {
    List<CompletableFuture<?>> begun = new ArrayList<>();
    Bytes from = Objects.requireNonNull(next, "finished");
    next = null;
    int looked = 0;
    try (KeyValueIterator<Bytes, byte[]> entries = authors.range(from, LAST)) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        if (begun.size() >= size || looked++ == size * LOOKED_PER_WRITE) {
          next = entry.key;
          break;
        }
        write(entry, begun);
      }
    }
    return CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new));
  }

  private void write(KeyValue<Bytes, byte[]> entry, List<CompletableFuture<?>> begun) {
    switch (entry.key.get()[0]) {
      case 'a' -> account(AccountTable.decode(entry.value), begun);
      case 'p' -> post(entry, begun);
      case 'g' -> {
        if (isLost(StoreKeys.owner(entry.key))) {
          begun.add(writes.kept(StoreKeys.owner(entry.key), entry.value));
        }
      }
      default -> {
        // Keys of producers, guards and marks are not in Redis.
      }
    }
  }

  private boolean isLost(long id) {
    return shards.get(Shards.of(id));
  }

  private void account(AccountTable.Stored stored, List<CompletableFuture<?>> begun) {
    AccountUpdated account = stored.account();
    String name = account.username().toLowerCase(Locale.ROOT);
    if (isLost(account.id()) || shards.get(Shards.of(name))) {
      begun.add(writes.account(account, stored.version()));
    }
    timelineOf(account.id(), begun);
  }

  private void post(KeyValue<Bytes, byte[]> entry, List<CompletableFuture<?>> begun) {
    long owner = StoreKeys.owner(entry.key);
    if (owner != author) {
      author = owner;
      // Those of accounts that are known have been written with them.
      if (authors.get(StoreKeys.account(owner)) == null) {
        timelineOf(owner, begun);
      }
    }
    if (isLost(StoreKeys.postId(entry.key))) {
      PostTable.Stored stored = PostTable.decode(entry.value);
      if (stored.post() != null) {
        begun.add(writes.bodyAgain(stored));
      }
    }
  }

  private void timelineOf(long owner, List<CompletableFuture<?>> begun) {
    if (isLost(owner)) {
      begun.add(planner.restoreTimeline(owner));
      planner.recount(owner);
    }
  }
}
