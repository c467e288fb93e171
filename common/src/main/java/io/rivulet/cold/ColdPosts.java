package io.rivulet.cold;

import io.rivulet.post.PostBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/// Where posts are that Redis does not have, and whether it has all else.
public interface ColdPosts {
  /// There are none: what Redis does not have is nowhere.
  ColdPosts NONE = _ -> Map.of();

  /// The bodies, and tombstones, of those posts that there are. May wait for some time.
  ///
  /// @throws PostsUnavailableException if of one of them it cannot be told now whether there is one
  /// @throws NotFilledException if it was not planned yet, perhaps, and is lost with Redis
  Map<Long, PostBody> find(List<Long> ids);

  /// As [#find(List)], of posts of which some authors are known: what an author wrote one worker
  /// has.
  ///
  /// @param author of an id; 0 where it is not known
  default Map<Long, PostBody> find(List<Long> ids, LongUnaryOperator author) {
    return find(ids);
  }

  /// As [#find(List)], of one.
  default Optional<PostBody> find(long id) {
    return Optional.ofNullable(find(List.of(id)).get(id));
  }

  /// Whether it can be told of something that it does not exist: else [#isFilled] is a guess.
  default boolean knowsAbsent() {
    return false;
  }

  /// Whether Redis has all that the plan stage wrote to a shard: accounts, names, what is kept.
  /// Asked of what was found absent, see [Absent].
  default boolean isFilled(int shard) {
    return true;
  }

  /// Whether that is so of all shards.
  default boolean isFilled() {
    return true;
  }

  /// As [#isFilled(int)].
  ///
  /// @throws NotFilledException if it has not, so that nobody knows what there is
  default void requireFilled(int shard) {
    if (!isFilled(shard)) {
      throw new NotFilledException(shard);
    }
  }
}
