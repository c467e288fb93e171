package io.rivulet.local.load;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The ids of the load's posts by their numbers. A post that was refused has none, so that what is
/// done to it is refused as well.
final class PostIds {
  private final ConcurrentHashMap<Integer, Long> ids = new ConcurrentHashMap<>();

  void put(int number, long id) {
    ids.put(number, id);
  }

  Optional<Long> find(int number) {
    return Optional.ofNullable(ids.get(number));
  }
}
