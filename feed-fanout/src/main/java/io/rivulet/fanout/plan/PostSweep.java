package io.rivulet.fanout.plan;

import io.rivulet.post.Post;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/// Goes once over all posts of a partition when what is to hold of them has changed: whether they
/// can be found by their ids alone (in stores of an earlier version they cannot), and when their
/// bodies end in Redis. A slice at a time, so that what is new is not held up; after a crash from
/// the beginning.
final class PostSweep {
  private static final byte FORMAT = 1;
  private static final Bytes FIRST = StoreKeys.post(0, 0);
  private static final Bytes LAST = StoreKeys.post(Long.MAX_VALUE, Long.MAX_VALUE);

  private final KeyValueStore<Bytes, byte[]> authors;
  private final PostTable posts;
  private final PlanWrites writes;
  private final byte[] wanted;
  private final boolean indexed;
  private @Nullable Bytes next = FIRST;

  PostSweep(KeyValueStore<Bytes, byte[]> authors, PlanWrites writes, HotPosts hot) {
    this.authors = authors;
    this.posts = new PostTable(authors);
    this.writes = writes;
    this.indexed = done(authors);
    this.wanted =
        ByteBuffer.allocate(1 + Long.BYTES)
            .put(FORMAT)
            .putLong(hot.window() == null ? 0 : hot.window().toMillis())
            .array();
  }

  /// Whether all posts of a store can be found by their ids.
  static boolean done(ReadOnlyKeyValueStore<Bytes, byte[]> authors) {
    byte[] swept = authors.get(StoreKeys.SWEPT);
    return swept != null && swept[0] == FORMAT;
  }

  /// Whether nothing has changed.
  boolean needless() {
    return Arrays.equals(wanted, authors.get(StoreKeys.SWEPT));
  }

  /// Begins the next slice.
  ///
  /// @return completes when Redis has acknowledged it
  CompletableFuture<?> slice(int size) {
    List<CompletableFuture<?>> begun = new ArrayList<>();
    Bytes from = Objects.requireNonNull(next, "finished");
    next = null;
    int visited = 0;
    try (KeyValueIterator<Bytes, byte[]> entries = authors.range(from, LAST)) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        if (visited++ >= size) {
          next = entry.key;
          break;
        }
        Post post = PostTable.decode(entry.value).post();
        if (post != null) {
          sweep(post, begun);
        }
      }
    }
    return CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new));
  }

  private void sweep(Post post, List<CompletableFuture<?>> begun) {
    if (!indexed) {
      posts.putAuthor(post.author(), post.id());
    }
    begun.add(writes.end(post));
  }

  boolean finished() {
    return next == null;
  }

  /// Notes that all slices are acknowledged.
  void finish() {
    authors.put(StoreKeys.SWEPT, wanted);
  }
}
