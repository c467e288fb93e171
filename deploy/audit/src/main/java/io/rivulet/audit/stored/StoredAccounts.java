package io.rivulet.audit.stored;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.audit.AuditException;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.redis.RedisUnavailableException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Reads what Redis holds for accounts. Writes nothing.
public final class StoredAccounts implements AutoCloseable {
  private final Redis redis;

  public StoredAccounts(RedisSettings settings) {
    this.redis = new Redis(settings);
  }

  /// What Redis holds now.
  ///
  /// Relations are asked for before the timeline: a timeline that comes later than the relations
  /// lacks nothing by them, one that comes earlier might, since a change drops it.
  ///
  /// @throws AuditException if Redis does not answer
  public StoredAccount read(long account) {
    try {
      RedisClusterAsyncCommands<byte[], byte[]> commands = redis.commands();
      var state = commands.get(Keyspace.state(Shards.of(account)));
      var relations = commands.get(Keyspace.relations(account));
      var home = commands.get(Keyspace.home(account));
      var author = commands.get(Keyspace.author(account));
      return new StoredAccount(
          account, answer(state), answer(relations), answer(home), answer(author));
    } catch (RedisUnavailableException e) {
      throw new AuditException("Redis: " + e.getMessage(), e);
    }
  }

  // What an absent key is answered with is null, which the signature of the client does not say.
  @SuppressWarnings("NullAway")
  private byte @Nullable [] answer(CompletionStage<byte[]> answer) {
    return redis.await(answer);
  }

  @Override
  public void close() {
    redis.close();
  }
}
