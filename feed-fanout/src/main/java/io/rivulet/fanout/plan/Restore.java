package io.rivulet.fanout.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Writes all accounts, posts and author timelines of a partition to Redis again, a slice at a time
/// so that what is new is not held up.
final class Restore {
  private static final Bytes FIRST = StoreKeys.account(0);

  /// Entries looked at for one that is written: cold posts are not, and a thread must not stand
  /// still for all of them.
  private static final int LOOKS = 20;

  private static final Bytes LAST = StoreKeys.post(Long.MAX_VALUE, Long.MAX_VALUE);

  private final KeyValueStore<Bytes, byte[]> authors;
  private final Planner planner;
  private final PlanWrites writes;
  private @Nullable Bytes next = FIRST;
  private long author;

  Restore(KeyValueStore<Bytes, byte[]> authors, Planner planner, PlanWrites writes) {
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
    int looks = 0;
    try (KeyValueIterator<Bytes, byte[]> entries = authors.range(from, LAST)) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        if (begun.size() >= size || looks++ >= size * LOOKS) {
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
      case 'a' -> {
        AccountTable.Stored stored = AccountTable.decode(entry.value);
        begun.add(writes.account(stored.account(), stored.version()));
        timelineOf(stored.account().id(), begun);
      }
      case 'p' -> {
        timelineOf(StoreKeys.owner(entry.key), begun);
        PostTable.Stored stored = PostTable.decode(entry.value);
        if (stored.post() != null) {
          begun.add(writes.bodyAgain(stored));
        }
      }
      case 'g' -> begun.add(writes.kept(StoreKeys.owner(entry.key), entry.value));
      default -> {
        // Keys of producers, guards and marks are not in Redis.
      }
    }
  }

  private void timelineOf(long owner, List<CompletableFuture<?>> begun) {
    if (owner != author) {
      author = owner;
      begun.add(planner.restoreTimeline(owner));
      planner.recount(owner);
    }
  }
}
