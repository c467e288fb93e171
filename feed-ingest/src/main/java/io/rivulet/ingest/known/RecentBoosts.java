package io.rivulet.ingest.known;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.PostBody;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.AuthorTimeline;
import io.rivulet.timeline.PackedIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/// Finds an author's boost of an original among the newest 800 entries: some milliseconds of Redis,
/// for the rare case in which no claim tells.
public final class RecentBoosts {
  private static final int RECENT = 800;
  private static final Duration BOUND = Duration.ofSeconds(2);

  private final Redis redis;
  private final KnownPosts posts;

  public RecentBoosts(Redis redis, KnownPosts posts) {
    this.redis = redis;
    this.posts = posts;
  }

  /// The id of the boost, if there is one that is not deleted.
  public OptionalLong find(long author, long original) {
    RedisClusterAsyncCommands<byte[], byte[]> commands = redis.commands();
    AuthorTimeline timeline =
        AuthorTimeline.decode(redis.await(commands.get(Keyspace.author(author))));
    if (timeline == null) {
      return OptionalLong.empty();
    }
    PackedIds ids = timeline.recent(RECENT);
    List<CompletionStage<byte[]>> bodies = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      bodies.add(commands.get(Keyspace.post(ids.at(i))));
    }
    List<Long> missing = new ArrayList<>();
    for (int i = ids.size() - 1; i >= 0; i--) {
      byte[] body = Redis.await(bodies.get(i), BOUND);
      if (body == null) {
        missing.add(ids.at(i));
      } else if (isBoost(PostBody.decode(body), original)
          && posts.findPresent(ids.at(i)).isPresent()) {
        return OptionalLong.of(ids.at(i));
      }
    }
    return cold(missing, original);
  }

  /// Among those that Redis does not have.
  private OptionalLong cold(List<Long> missing, long original) {
    Map<Long, PostBody> cold = posts.findCold(missing);
    for (long id : missing) {
      PostBody body = cold.get(id);
      if (body != null && isBoost(body, original) && posts.findPresent(id).isPresent()) {
        return OptionalLong.of(id);
      }
    }
    return OptionalLong.empty();
  }

  private static boolean isBoost(PostBody body, long original) {
    return body.boostOf() == original && !body.deleted();
  }
}
