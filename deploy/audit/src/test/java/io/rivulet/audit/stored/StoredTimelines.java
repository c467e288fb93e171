package io.rivulet.audit.stored;

import io.rivulet.audit.model.ReferenceModel;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.relations.Relate;
import io.rivulet.relations.Relation;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.AuthorAdd;
import io.rivulet.timeline.Deliveries;
import io.rivulet.timeline.Ownership;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.Rebuild;
import io.rivulet.timeline.TimelineLimits;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/// Fills Redis as fan-out and reader do, by their scripts, with what a model says.
public final class StoredTimelines implements AutoCloseable {
  private static final Duration BOUND = Duration.ofMinutes(1);
  private static final long NONCE = 7;

  private final Redis redis = new Redis(RedisSettings.of(TestServers.redis()));

  /// Forgets everything.
  public void empty() {
    redis.await(redis.commands().flushall());
  }

  /// Relations, author timeline and a complete home timeline of an account.
  ///
  /// @param floor of the home timeline
  public void write(ReferenceModel model, long account, long now, long floor) {
    int shard = Shards.of(account);
    byte[] epoch =
        PackedIds.pack(
            redis.await(Ownership.takeOver(redis.commands(), shard, -1)).state().epoch());
    redis.await(
        Relate.call(
            redis.commands(),
            List.of(Keyspace.state(shard)),
            epoch,
            List.of(new Relate.Change(account, relations(model, account), true))));
    redis.await(
        AuthorAdd.restore(
            redis.commands(), account, packed(model.recent(account)), 0, TimelineLimits.DEFAULT));
    redis.await(Rebuild.begin(redis.commands(), account, NONCE, BOUND));
    var entries = new TreeSet<>(model.kept(account, now)).tailSet(floor, false);
    redis.await(
        Rebuild.merge(
            redis.commands(),
            account,
            NONCE,
            floor,
            PackedIds.pack(packed(entries)),
            TimelineLimits.DEFAULT,
            BOUND));
  }

  /// Delivers an entry.
  public void deliver(long account, long id) {
    byte[] state = Keyspace.state(Shards.of(account));
    byte[] epoch = new byte[Long.BYTES];
    System.arraycopy(get(state), 0, epoch, 0, Long.BYTES);
    redis.await(
        Deliveries.call(
            redis.commands(),
            TimelineLimits.DEFAULT,
            List.of(state),
            epoch,
            List.of(Keyspace.home(account)),
            List.of(PackedIds.pack(id))));
  }

  private static byte[] relations(ReferenceModel model, long account) {
    RelationsBuilder builder = new RelationsBuilder();
    TreeSet<Long> others = new TreeSet<>(model.following(account));
    others.addAll(model.requested(account));
    others.addAll(model.blocking(account));
    others.addAll(model.mutedUntil(account).keySet());
    for (long other : others) {
      builder.set(
          other,
          new Relation(
              model.following(account).contains(other),
              model.requested(account).contains(other),
              model.hidingBoosts(account).contains(other),
              model.notified(account).contains(other),
              model.blocking(account).contains(other),
              model.mutedUntil(account).getOrDefault(other, 0L)),
          false);
    }
    TreeSet<Long> inverse = new TreeSet<>(model.blockedBy(account));
    inverse.addAll(model.requestedBy(account));
    for (long other : inverse) {
      builder.setInverse(
          other,
          model.blockedBy(account).contains(other),
          model.requestedBy(account).contains(other));
    }
    return builder.build(1).encode();
  }

  private static long[] packed(Collection<Long> ids) {
    return ids.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  byte[] get(byte[] key) {
    return Objects.requireNonNull(redis.await(redis.commands().get(key)));
  }

  void set(byte[] key, byte[] value) {
    redis.await(redis.commands().set(key, value));
  }

  void remove(byte[] key) {
    redis.await(redis.commands().del(key));
  }

  @Override
  public void close() {
    redis.close();
  }
}
