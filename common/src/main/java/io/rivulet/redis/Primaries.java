package io.rivulet.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// The nodes that take writes, asked one by one whether their replicas have what was written.
///
/// By connections of its own: on a shared one `WAIT` would hold up what others send.
final class Primaries implements AutoCloseable {
  private static final int[] SLOTS =
      IntStream.range(0, Shards.COUNT)
          .map(shard -> SlotHash.getSlot(Keyspace.state(shard)))
          .toArray();

  /// One of them.
  ///
  /// @param shards whose keys it has
  private record Primary(
      BitSet shards, CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection) {
    /// Under the key of this shard it is written to.
    int anchor() {
      return shards.nextSetBit(0);
    }
  }

  private interface Nodes extends AutoCloseable {
    List<Primary> all();

    @Override
    void close();
  }

  private final Nodes nodes;

  private Primaries(Nodes nodes) {
    this.nodes = nodes;
  }

  /// The one node.
  static Primaries of(RedisClient client) {
    return new Primaries(new OneNode(client.connect(ByteArrayCodec.INSTANCE)));
  }

  /// All nodes of a cluster that have slots.
  static Primaries of(RedisClusterClient client) {
    return new Primaries(new ClusterNodes(client.connect(ByteArrayCodec.INSTANCE)));
  }

  private record OneNode(StatefulRedisConnection<byte[], byte[]> connection) implements Nodes {
    @Override
    public List<Primary> all() {
      BitSet shards = new BitSet();
      shards.set(0, Shards.COUNT);
      return List.of(new Primary(shards, CompletableFuture.completedFuture(connection)));
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  private record ClusterNodes(StatefulRedisClusterConnection<byte[], byte[]> connection)
      implements Nodes {
    @Override
    public List<Primary> all() {
      List<Primary> primaries = new ArrayList<>();
      for (RedisClusterNode node : connection.getPartitions()) {
        BitSet shards = shards(node);
        if (Redis.hasSlots(node) && !shards.isEmpty()) {
          primaries.add(
              new Primary(
                  shards,
                  connection.getConnectionAsync(node.getUri().getHost(), node.getUri().getPort())));
        }
      }
      return primaries;
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  private static BitSet shards(RedisClusterNode node) {
    BitSet shards = new BitSet();
    for (int shard = 0; shard < Shards.COUNT; shard++) {
      if (node.hasSlot(SLOTS[shard])) {
        shards.set(shard);
      }
    }
    return shards;
  }

  /// One shard of each primary, the least.
  List<Integer> anchors() {
    return nodes.all().stream().map(Primary::anchor).toList();
  }

  /// All shards of the primary that has a shard.
  ///
  /// @throws RedisUnavailableException if no node has
  BitSet beside(int shard) {
    return nodes.all().stream()
        .map(Primary::shards)
        .filter(shards -> shards.get(shard))
        .findAny()
        .orElseThrow(
            () ->
                new RedisUnavailableException(
                    "no node of the cluster has the slot of shard " + shard));
  }

  /// Waits until replicas have all that was acknowledged so far.
  CompletableFuture<Lineage> confirm(int replicas, Duration bound) {
    List<Primary> all = nodes.all();
    List<CompletableFuture<String>> answers =
        all.stream()
            .map(
                primary ->
                    primary
                        .connection()
                        .thenCompose(
                            connection ->
                                confirm(connection.async(), primary.anchor(), replicas, bound)))
            .toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            _ -> {
              Map<Integer, String> ids = new HashMap<>();
              for (int i = 0; i < all.size(); i++) {
                ids.put(all.get(i).anchor(), answers.get(i).join());
              }
              return new Lineage(ids);
            });
  }

  /// Draws keys at random.
  ///
  /// @param keys drawn on each primary
  /// @param ends whether it is asked when they end
  CompletableFuture<KeySample> sample(int keys, boolean ends) {
    List<CompletableFuture<KeySample.Node>> answers =
        nodes.all().stream()
            .map(
                primary ->
                    primary
                        .connection()
                        .thenCompose(
                            connection -> new SizeSample(connection.async()).draw(keys, ends)))
            .toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> new KeySample(answers.stream().map(CompletableFuture::join).toList()));
  }

  /// Replicas take writes in the order of their primary, so one that has the write made here has
  /// all that were acknowledged before.
  private static CompletableFuture<String> confirm(
      RedisAsyncCommands<byte[], byte[]> node, int anchor, int replicas, Duration bound) {
    return node.info("replication")
        .thenCompose(
            answer -> {
              ReplicationInfo info = ReplicationInfo.parse(answer);
              int wanted = Math.min(replicas, info.online());
              if (wanted == 0) {
                return CompletableFuture.completedFuture(info.id());
              }
              var written = node.set(Keyspace.confirmed(anchor), new byte[] {1});
              return written.thenCombine(
                  node.waitForReplication(wanted, bound.toMillis()),
                  (_, reached) -> {
                    if (reached < wanted) {
                      throw new RedisUnavailableException(
                          "%d of %d replicas have what was written, after %s"
                              .formatted(reached, wanted, bound));
                    }
                    return info.id();
                  });
            })
        .toCompletableFuture();
  }

  @Override
  public void close() {
    nodes.close();
  }
}
