package io.rivulet.ingest.known;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import io.rivulet.relations.Relations;
import java.util.Optional;

/// Who follows whom, as far as the fan-out has come.
public final class KnownRelations {
  private final Redis redis;

  public KnownRelations(Redis redis) {
    this.redis = redis;
  }

  /// Whether `viewer` follows `author`. Relations that are unknown count as none: nothing is shown
  /// or allowed because something is missing.
  public boolean follows(long viewer, long author) {
    return find(viewer).map(relations -> relations.follows(author)).orElse(false);
  }

  public Optional<Relations> find(long viewer) {
    return Optional.ofNullable(
        Relations.decode(redis.await(redis.commands().get(Keyspace.relations(viewer)))));
  }
}
