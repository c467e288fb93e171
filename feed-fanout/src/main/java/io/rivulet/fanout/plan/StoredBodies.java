package io.rivulet.fanout.plan;

import io.rivulet.post.PostBody;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import java.net.URI;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/// Bodies out of a plan task's store, read beside the task: what it writes to Redis, byte by byte.
public final class StoredBodies {
  /// The store that has them.
  public static final String STORE = StoreKeys.AUTHORS;

  private final StatusRenderer renderer;

  public StoredBodies(String publicUrl) {
    this.renderer = new StatusRenderer(new WebAddresses(URI.create(publicUrl)));
  }

  /// Whether what is not found is not there.
  public boolean complete(ReadOnlyKeyValueStore<Bytes, byte[]> authors) {
    return PostSweep.done(authors);
  }

  /// The body of a post, or its tombstone.
  public @Nullable PostBody find(ReadOnlyKeyValueStore<Bytes, byte[]> authors, long id) {
    PostTable.Stored stored = PostTable.find(authors, id);
    return stored == null || stored.post() == null
        ? null
        : PostBody.of(stored.post(), stored.version(), renderer);
  }
}
