package io.rivulet.cold;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/// Which worker has the posts of which partition of authors, as workers tell it once a second: one
/// hash in Redis. A partition that moves is told anew by whoever has it then, so nothing has to be
/// taken back, and what a worker that died has told leads to nobody for as long.
///
/// Told in Redis and not by Kafka's own protocol: `group.protocol=streams` does give each member
/// the addresses of all (`application.server`), but who asks here is no member.
public final class Doors {
  private static final Duration KEPT = Duration.ofSeconds(30);

  private static final Pattern PARTITION = Pattern.compile("\\d{1,9}");

  private final Redis redis;

  public Doors(Redis redis) {
    this.redis = redis;
  }

  /// What workers have told.
  ///
  /// @param partitions how many there are, 0 if nothing is told
  /// @param byPartition who has each of them
  record Told(int partitions, Map<Integer, URI> byPartition) {
    /// Nothing.
    static final Told NOTHING = new Told(0, Map.of());

    Told {
      byPartition = Map.copyOf(byPartition);
    }

    /// Of all workers that have one.
    Set<URI> addresses() {
      return new TreeSet<>(byPartition.values());
    }
  }

  /// Tells where partitions are answered for.
  public CompletionStage<?> tell(Door door, List<Integer> partitions) {
    IdentityHashMap<byte[], byte[]> fields = new IdentityHashMap<>();
    byte[] value = door.encode();
    for (int partition : partitions) {
      fields.put(Integer.toString(partition).getBytes(StandardCharsets.US_ASCII), value);
    }
    var told = redis.commands().hset(Keyspace.doors(), fields);
    var _ = redis.commands().pexpire(Keyspace.doors(), KEPT.toMillis());
    return told;
  }

  /// All that is told.
  ///
  /// @throws io.rivulet.redis.RedisUnavailableException if Redis does not answer
  Told told() {
    Map<Integer, URI> byPartition = new HashMap<>();
    int partitions = 0;
    for (var told : redis.await(redis.commands().hgetall(Keyspace.doors())).entrySet()) {
      Door door = Door.decode(told.getValue());
      String partition = new String(told.getKey(), StandardCharsets.US_ASCII);
      if (door != null && PARTITION.matcher(partition).matches()) {
        byPartition.put(Integer.valueOf(partition), door.address());
        partitions = Math.max(partitions, door.partitions());
      }
    }
    return new Told(partitions, byPartition);
  }
}
