package io.rivulet.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Redis Cluster of one's own: primaries on 127.0.0.1, among which the slots are shared out
/// evenly, each with a replica if it is to have one.
public final class RedisCluster implements AutoCloseable {
  private static final int SLOTS = 16_384;
  private static final Duration START_BOUND = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final List<RedisServer> primaries = new ArrayList<>();
  private final List<RedisServer> replicas = new ArrayList<>();
  private final Optional<ServerCertificate> certificate;

  private RedisCluster(Optional<ServerCertificate> certificate) {
    this.certificate = certificate;
  }

  /// Starts it, without data and replicas, and waits until it takes commands.
  ///
  /// @param size how many nodes, 1 to 100
  /// @throws ServerException if it cannot run
  public static RedisCluster start(int size) {
    return start(size, ServerSettings.ephemeral());
  }

  /// As [#start(int)], each node with these settings.
  public static RedisCluster start(int size, ServerSettings settings) {
    return start(size, false, settings, Duration.ofSeconds(5));
  }

  /// As [#start(int)], with a replica of each primary, which takes its place when it is gone.
  ///
  /// @param size how many primaries, 3 to 50: fewer could not agree on one that is gone
  /// @param nodeTimeout after which a silent node counts as gone
  public static RedisCluster startWithReplicas(int size, Duration nodeTimeout) {
    return start(size, true, ServerSettings.ephemeral(), nodeTimeout);
  }

  private static RedisCluster start(
      int size, boolean replicated, ServerSettings settings, Duration nodeTimeout) {
    var cluster = new RedisCluster(settings.certificate());
    try {
      List<Integer> buses = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        cluster.primaries.add(node(buses, settings, nodeTimeout));
      }
      for (int i = 0; i < size && replicated; i++) {
        cluster.replicas.add(node(buses, settings, nodeTimeout));
      }
      cluster.form(buses);
      cluster.await("have not met", cluster::knowsAll);
      cluster.replicate();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static RedisServer node(
      List<Integer> buses, ServerSettings settings, Duration nodeTimeout) {
    int bus = LoopbackPort.free();
    buses.add(bus);
    return RedisServer.start(
        settings
            .withProperty("cluster-enabled", "yes")
            .withProperty("cluster-config-file", "nodes.conf")
            .withProperty("cluster-port", Integer.toString(bus))
            .withProperty("cluster-node-timeout", Long.toString(nodeTimeout.toMillis()))
            .withProperty("repl-diskless-sync-delay", "0"));
  }

  private void form(List<Integer> buses) {
    for (int i = 0; i < primaries.size(); i++) {
      int from = SLOTS * i / primaries.size();
      int to = SLOTS * (i + 1) / primaries.size() - 1;
      require(primaries.get(i), "CLUSTER ADDSLOTSRANGE %d %d".formatted(from, to));
    }
    List<RedisServer> nodes = nodes();
    for (int i = 1; i < nodes.size(); i++) {
      require(
          nodes.getFirst(),
          "CLUSTER MEET 127.0.0.1 %d %d".formatted(nodes.get(i).port(), buses.get(i)));
    }
  }

  private void replicate() {
    for (int i = 0; i < replicas.size(); i++) {
      String id = ask(primaries.get(i), "CLUSTER MYID");
      require(replicas.get(i), "CLUSTER REPLICATE " + id.lines().skip(1).findFirst().orElse(""));
    }
    await(
        "have no replicas",
        () ->
            replicas.stream()
                .allMatch(node -> ask(node, "INFO replication").contains("master_link_status:up")));
  }

  private void require(RedisServer node, String command) {
    String answer = ask(node, command);
    if (!answer.startsWith("+OK")) {
      throw new ServerException(
          "Redis on port %d answers %s with %s".formatted(node.port(), command, answer.strip()));
    }
  }

  /// Asks a node something, one line without quotes.
  ///
  /// @return what it answers, as the protocol has it
  public String ask(RedisServer node, String command) {
    return new Probe("127.0.0.1", node.port(), certificate).ask(command);
  }

  private void await(String otherwise, BooleanSupplier reached) {
    long deadline = System.nanoTime() + START_BOUND.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new ServerException(
            "The cluster's nodes %s within %d s".formatted(otherwise, START_BOUND.toSeconds()));
      }
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServerException("Interrupted while a cluster starts", e);
      }
    }
  }

  /// Whether each node knows who has each slot.
  private boolean knowsAll() {
    return nodes().stream()
        .map(node -> ask(node, "CLUSTER INFO"))
        .allMatch(
            told ->
                told.contains("cluster_state:ok")
                    && told.contains("cluster_slots_ok:" + SLOTS)
                    && told.contains("cluster_known_nodes:" + nodes().size())
                    && told.contains("cluster_size:" + primaries.size()));
  }

  /// The addresses of all nodes: `redis://127.0.0.1:<port>`, with commas between.
  public String uri() {
    return nodes().stream().map(RedisServer::uri).collect(Collectors.joining(","));
  }

  /// Those that were primaries at first, in the order of their slots, then their replicas.
  public List<RedisServer> nodes() {
    return Stream.concat(primaries.stream(), replicas.stream()).toList();
  }

  /// Those that were primaries at first, in the order of their slots.
  public List<RedisServer> primaries() {
    return List.copyOf(primaries);
  }

  /// The replicas that these primaries have, or had, in their order; none where it has none.
  public List<RedisServer> replicas() {
    return List.copyOf(replicas);
  }

  @Override
  public void close() {
    nodes().forEach(RedisServer::close);
  }
}
