package io.rivulet.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A Redis Cluster of one's own: primaries on 127.0.0.1, among which the slots are shared out
/// evenly, without replicas.
public final class RedisCluster implements AutoCloseable {
  private static final int SLOTS = 16_384;
  private static final Duration START_BOUND = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final List<RedisServer> nodes;
  private final Optional<ServerCertificate> certificate;

  private RedisCluster(List<RedisServer> nodes, Optional<ServerCertificate> certificate) {
    this.nodes = nodes;
    this.certificate = certificate;
  }

  /// Starts it, without data, and waits until it takes commands.
  ///
  /// @param size how many nodes, 1 to 100
  /// @throws ServerException if it cannot run
  public static RedisCluster start(int size) {
    return start(size, ServerSettings.ephemeral());
  }

  /// As [#start(int)], each node with these settings.
  public static RedisCluster start(int size, ServerSettings settings) {
    var cluster = new RedisCluster(new ArrayList<>(), settings.certificate());
    try {
      List<Integer> buses = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        int bus = LoopbackPort.free();
        buses.add(bus);
        cluster.nodes.add(
            RedisServer.start(
                settings
                    .withProperty("cluster-enabled", "yes")
                    .withProperty("cluster-config-file", "nodes.conf")
                    .withProperty("cluster-port", Integer.toString(bus))
                    .withProperty("cluster-node-timeout", "5000")));
      }
      cluster.form(buses);
      cluster.awaitSlots();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void form(List<Integer> buses) {
    RedisServer first = nodes.getFirst();
    for (int i = 0; i < nodes.size(); i++) {
      int from = SLOTS * i / nodes.size();
      int to = SLOTS * (i + 1) / nodes.size() - 1;
      require(nodes.get(i), "CLUSTER ADDSLOTSRANGE %d %d".formatted(from, to));
      if (i > 0) {
        require(first, "CLUSTER MEET 127.0.0.1 %d %d".formatted(nodes.get(i).port(), buses.get(i)));
      }
    }
  }

  private void require(RedisServer node, String command) {
    String answer = ask(node, command);
    if (!answer.startsWith("+OK")) {
      throw new ServerException(
          "Redis on port %d answers %s with %s".formatted(node.port(), command, answer.strip()));
    }
  }

  private String ask(RedisServer node, String command) {
    return new Probe("127.0.0.1", node.port(), certificate).ask(command);
  }

  /// Until each node knows who has each slot.
  private void awaitSlots() {
    long deadline = System.nanoTime() + START_BOUND.toNanos();
    while (!nodes.stream().allMatch(this::knowsAll)) {
      if (System.nanoTime() > deadline) {
        throw new ServerException(
            "The cluster's nodes have not met within %d s".formatted(START_BOUND.toSeconds()));
      }
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServerException("Interrupted while a cluster starts", e);
      }
    }
  }

  private boolean knowsAll(RedisServer node) {
    String info = ask(node, "CLUSTER INFO");
    return info.contains("cluster_state:ok")
        && info.contains("cluster_slots_ok:" + SLOTS)
        && info.contains("cluster_known_nodes:" + nodes.size())
        && info.contains("cluster_size:" + nodes.size());
  }

  /// The addresses of all nodes: `redis://127.0.0.1:<port>`, with commas between.
  public String uri() {
    return nodes.stream().map(RedisServer::uri).collect(Collectors.joining(","));
  }

  /// Its nodes, in the order of their slots.
  public List<RedisServer> nodes() {
    return List.copyOf(nodes);
  }

  @Override
  public void close() {
    nodes.forEach(RedisServer::close);
  }
}
