package io.rivulet.cold;

import io.rivulet.post.PostBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where posts are that Redis does not have.
public interface ColdPosts {
  /// There are none: what Redis does not have is nowhere.
  ColdPosts NONE = _ -> Map.of();

  /// The bodies, and tombstones, of those posts that there are. May wait for some time.
  ///
  /// @throws PostsUnavailableException if of one of them it cannot be told now whether there is one
  Map<Long, PostBody> find(List<Long> ids);

  /// As [#find], of one.
  default Optional<PostBody> find(long id) {
    return Optional.ofNullable(find(List.of(id)).get(id));
  }
}
