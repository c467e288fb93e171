package io.rivulet.fanout.plan;

import io.rivulet.event.PostTarget;
import io.rivulet.fanout.chunk.Derived;
import io.rivulet.id.Ids;
import io.rivulet.post.Post;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/// All posts of the authors of a partition, and which id a producer's key stands for.
///
/// A value is one byte of [State], the version (8 bytes) and the post; of a post that was deleted
/// before it was published only the first two.
final class PostTable {
  /// What is known of a post.
  enum State {
    SHOWN(0),
    DELETED(1),
    /// Its end came before its beginning.
    DELETED_UNSEEN(2);

    /// As stored.
    private final byte code;

    State(int code) {
      this.code = (byte) code;
    }

    boolean of(byte[] value) {
      return value[0] == code;
    }

    static State in(byte[] value) {
      return switch (value[0]) {
        case 0 -> SHOWN;
        case 1 -> DELETED;
        case 2 -> DELETED_UNSEEN;
        default -> throw new IllegalStateException("state of a post: " + value[0]);
      };
    }
  }

  /// A post of the table.
  ///
  /// @param post null if it was deleted before it was published
  /// @param version offset in feed.posts.v1 of the record that made it what it is
  record Stored(State state, long version, @Nullable Post post) {}

  /// recent(author).
  ///
  /// @param ascending the newest entries
  /// @param floor the newest entry left out, or 0
  @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
  record Recent(long[] ascending, long floor) {}

  private static final int HEADER = 1 + Long.BYTES;

  private final KeyValueStore<Bytes, byte[]> store;
  private final Derived counts = new Derived(this::scan);
  private final Derived newest = new Derived(this::newestShown);

  PostTable(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  @Nullable Stored get(long author, long id) {
    byte[] value = store.get(StoreKeys.post(author, id));
    return value == null ? null : decode(value);
  }

  static Stored decode(byte[] value) {
    State state = State.in(value);
    return new Stored(
        state,
        ByteBuffer.wrap(value).getLong(1),
        state == State.DELETED_UNSEEN
            ? null
            : Post.decode(Arrays.copyOfRange(value, HEADER, value.length)));
  }

  /// Puts a post that is published.
  Stored put(Post post, long version) {
    byte[] present = store.get(StoreKeys.post(post.author(), post.id()));
    if (present == null || State.DELETED_UNSEEN.of(present)) {
      putAuthor(post.author(), post.id());
    }
    return put(post, version, present != null && State.SHOWN.of(present));
  }

  /// As [#put(Post, long)], of a post that is not there yet.
  Stored putFirst(Post post, long version) {
    putAuthor(post.author(), post.id());
    return put(post, version, false);
  }

  /// Before the post itself: a crash between the two leaves a name of nothing, which the next
  /// record of the post mends; a post without would never be found by its id.
  void putAuthor(long author, long id) {
    store.put(StoreKeys.authorOf(id), ByteBuffer.allocate(Long.BYTES).putLong(author).array());
  }

  /// A post by its id alone, in a store that another thread writes to.
  static @Nullable Stored find(ReadOnlyKeyValueStore<Bytes, byte[]> store, long id) {
    byte[] author = store.get(StoreKeys.authorOf(id));
    byte[] value =
        author == null ? null : store.get(StoreKeys.post(ByteBuffer.wrap(author).getLong(), id));
    return value == null ? null : decode(value);
  }

  private Stored put(Post post, long version, boolean shownBefore) {
    State state = post.deleted() ? State.DELETED : State.SHOWN;
    put(StoreKeys.post(post.author(), post.id()), state, version, post.encode());
    int before = shownBefore ? 1 : 0;
    int after = state == State.SHOWN ? 1 : 0;
    counts.changed(post.author(), count -> count + after - before);
    newest.changed(post.author(), known -> newest(known, post.id(), state));
    return new Stored(state, version, post);
  }

  /// The newest post that is shown, after one became what it is; null if only the table knows.
  private static @Nullable Long newest(long known, long id, State state) {
    if (state == State.SHOWN) {
      return Math.max(known, id);
    }
    return known == id ? null : known;
  }

  /// Notes the end of a post that is not known.
  void putDeletedUnseen(long author, long id, long version) {
    put(StoreKeys.post(author, id), State.DELETED_UNSEEN, version, new byte[0]);
  }

  private void put(Bytes key, State state, long version, byte[] post) {
    store.put(
        key,
        ByteBuffer.allocate(HEADER + post.length)
            .put(state.code)
            .putLong(version)
            .put(post)
            .array());
  }

  /// The id that a target names, or 0 if its author has published nothing under that key.
  long resolve(long author, PostTarget target) {
    return switch (target) {
      case PostTarget.ById(long id) -> id;
      case PostTarget.ByClientKey(String key) -> byClientKey(author, key);
    };
  }

  /// The post published under a key, or 0.
  long byClientKey(long author, String key) {
    byte[] id = store.get(StoreKeys.clientKey(author, key));
    return id == null ? 0 : ByteBuffer.wrap(id).getLong();
  }

  void putClientKey(long author, String key, long id) {
    store.put(
        StoreKeys.clientKey(author, key), ByteBuffer.allocate(Long.BYTES).putLong(id).array());
  }

  Recent recent(long author, int limit) {
    long[] newestFirst = new long[limit];
    int size = 0;
    long floor = 0;
    try (KeyValueIterator<Bytes, byte[]> posts =
        store.reverseRange(StoreKeys.post(author, 0), StoreKeys.post(author, Long.MAX_VALUE))) {
      while (posts.hasNext() && floor == 0) {
        KeyValue<Bytes, byte[]> entry = posts.next();
        if (State.DELETED_UNSEEN.of(entry.value)) {
          continue;
        }
        if (size < limit) {
          newestFirst[size++] = StoreKeys.postId(entry.key);
        } else {
          floor = StoreKeys.postId(entry.key);
        }
      }
    }
    long[] ascending = new long[size];
    for (int i = 0; i < size; i++) {
      ascending[i] = newestFirst[size - 1 - i];
    }
    return new Recent(ascending, floor);
  }

  /// Visits the newest posts that are not deleted, the newest first.
  ///
  /// @param first no post below this id
  /// @param most posts visited
  void since(long author, long first, int most, Consumer<Post> visitor) {
    try (KeyValueIterator<Bytes, byte[]> posts =
        store.reverseRange(StoreKeys.post(author, first), StoreKeys.post(author, Long.MAX_VALUE))) {
      int visited = 0;
      while (posts.hasNext() && visited < most) {
        byte[] value = posts.next().value;
        if (State.SHOWN.of(value)) {
          visitor.accept(Objects.requireNonNull(decode(value).post()));
          visited++;
        }
      }
    }
  }

  /// Posts and boosts that are not deleted. Derived from the table when first asked for.
  int shown(long author) {
    return (int) counts.of(author);
  }

  private int scan(long author) {
    int count = 0;
    try (KeyValueIterator<Bytes, byte[]> posts =
        store.range(StoreKeys.post(author, 0), StoreKeys.post(author, Long.MAX_VALUE))) {
      while (posts.hasNext()) {
        count += State.SHOWN.of(posts.next().value) ? 1 : 0;
      }
    }
    return count;
  }

  /// When the newest post that is not deleted was published, in milliseconds since 1970; 0 if none.
  /// Derived from the table when first asked for.
  long lastShownAt(long author) {
    long id = newest.of(author);
    return id == 0 ? 0 : Ids.time(id).toEpochMilli();
  }

  private long newestShown(long author) {
    try (KeyValueIterator<Bytes, byte[]> posts =
        store.reverseRange(StoreKeys.post(author, 0), StoreKeys.post(author, Long.MAX_VALUE))) {
      while (posts.hasNext()) {
        KeyValue<Bytes, byte[]> entry = posts.next();
        if (State.SHOWN.of(entry.value)) {
          return StoreKeys.postId(entry.key);
        }
      }
    }
    return 0;
  }
}
