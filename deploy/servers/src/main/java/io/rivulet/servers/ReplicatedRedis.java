package io.rivulet.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// A Redis Cluster in which each primary has a replica, which takes its place when it is away for
/// longer than the node time-out.
///
/// Every host has a primary and the replica of another host's primary, so that losing a host loses
/// no slots. Writes are appended to a file, so a node that was killed starts with what it had,
/// unless it is wiped. Who is primary changes: ask for it.
public final class ReplicatedRedis implements AutoCloseable {
  private static final int SLOTS = 16_384;
  private static final int FEWEST = 3;
  private static final Duration FORM_BOUND = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final List<Node> nodes;

  private ReplicatedRedis(List<Node> nodes) {
    this.nodes = nodes;
  }

  /// A node and where it is.
  private record Node(HostedServer server, int port, int bus) {
    String ask(String command) {
      return Probe.ask(server.host().address(), port, command);
    }

    void require(String command) {
      String answer = ask(command);
      if (!answer.startsWith("+OK")) {
        throw new ServerException(
            "%s answers %s with %s".formatted(server.name(), command, answer.strip()));
      }
    }

    String id() {
      // A bulk string: its length, then 40 digits.
      return ask("CLUSTER MYID").lines().skip(1).findFirst().orElse("");
    }

    boolean isPrimary() {
      try {
        return server.isRunning() && ask("INFO replication").contains("role:master");
      } catch (ServerException _) {
        return false;
      }
    }
  }

  /// Starts a primary and a replica on each host and waits until they are a cluster.
  ///
  /// @param hosts three or more
  /// @param folder below which each node has its own
  /// @param timeout after which a node counts as away
  /// @throws ServerException if it cannot run
  public static ReplicatedRedis start(List<ServerHost> hosts, Path folder, Duration timeout) {
    if (hosts.size() < FEWEST) {
      throw new IllegalArgumentException(
          "a Redis Cluster of %d hosts: expected at least %d".formatted(hosts.size(), FEWEST));
    }
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 2 * hosts.size(); i++) {
      // Replica i belongs to primary i, and lies a host further on.
      ServerHost host = hosts.get((i + i / hosts.size()) % hosts.size());
      int port = LoopbackPort.free();
      int bus = LoopbackPort.free();
      String name = "redis-" + (i + 1);
      nodes.add(
          new Node(
              new HostedServer(
                  name, host, folder.resolve(name), new Program(host, port, bus, timeout)),
              port,
              bus));
    }
    var cluster = new ReplicatedRedis(List.copyOf(nodes));
    try {
      nodes.forEach(node -> node.server().launch(Map.of()));
      nodes.forEach(node -> node.server().awaitAnswer(FORM_BOUND));
      cluster.form(hosts.size());
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void form(int primaries) {
    Node first = nodes.getFirst();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      if (i < primaries) {
        int from = SLOTS * i / primaries;
        int to = SLOTS * (i + 1) / primaries - 1;
        node.require("CLUSTER ADDSLOTSRANGE %d %d".formatted(from, to));
      }
      if (i > 0) {
        first.require(
            "CLUSTER MEET %s %d %d"
                .formatted(node.server().host().address(), node.port(), node.bus()));
      }
    }
    await("meet", () -> nodes.stream().allMatch(node -> knows(node, nodes.size())));
    for (int i = primaries; i < nodes.size(); i++) {
      Node replica = nodes.get(i);
      String primary = nodes.get(i - primaries).id();
      // Refused until the two have heard of each other by their names.
      await(
          "follow their primaries",
          () -> replica.ask("CLUSTER REPLICATE " + primary).startsWith("+OK"));
    }
    await("form a cluster", this::isWell);
  }

  private static boolean knows(Node node, int others) {
    return node.ask("CLUSTER INFO").contains("cluster_known_nodes:" + others);
  }

  private static void await(String what, BooleanSupplier done) {
    long deadline = System.nanoTime() + FORM_BOUND.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new ServerException(
            "The nodes of Redis do not %s within %d s".formatted(what, FORM_BOUND.toSeconds()));
      }
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServerException("Interrupted while a cluster starts", e);
      }
    }
  }

  /// Whether all nodes run, agree that all slots are served, and every primary has a replica that
  /// follows it.
  public boolean isWell() {
    try {
      return nodes.stream().allMatch(node -> node.server().isRunning() && isWell(node));
    } catch (ServerException _) {
      return false;
    }
  }

  private boolean isWell(Node node) {
    String cluster = node.ask("CLUSTER INFO");
    String replication = node.ask("INFO replication");
    return cluster.contains("cluster_state:ok")
        && cluster.contains("cluster_slots_ok:" + SLOTS)
        && cluster.contains("cluster_known_nodes:" + nodes.size())
        && (replication.contains("role:master")
            ? replication.contains("state=online")
            : replication.contains("master_link_status:up"));
  }

  /// Those that have slots now, in the order of their names.
  public List<HostedServer> primaries() {
    return servers(true);
  }

  /// Those that follow a primary, or are away.
  public List<HostedServer> replicas() {
    return servers(false);
  }

  private List<HostedServer> servers(boolean primary) {
    return nodes.stream()
        .filter(node -> node.isPrimary() == primary)
        .map(Node::server)
        .sorted(Comparator.comparing(HostedServer::name))
        .toList();
  }

  /// All nodes: first those that were primaries at the start, then, in the same order, those that
  /// were their replicas.
  public List<HostedServer> nodes() {
    return nodes.stream().map(Node::server).toList();
  }

  /// Asks a node something, one line without quotes.
  ///
  /// @return what it answers, as the protocol has it
  public String ask(HostedServer node, String command) {
    return nodes.stream()
        .filter(one -> one.server().equals(node))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException(node.name() + " is not of this cluster"))
        .ask(command);
  }

  /// Has no node that was a replica at the start receive anything any more, as if the network
  /// between it and its primary were gone; and no primary wait for one.
  public void cutOffReplicas() {
    List<Node> replicas = nodes.subList(nodes.size() / 2, nodes.size());
    for (Node replica : replicas) {
      replica.require("CONFIG SET masteruser nobody");
      replica.require("CONFIG SET masterauth nothing");
    }
    for (Node primary : nodes.subList(0, nodes.size() / 2)) {
      primary.ask("CLIENT KILL TYPE replica");
    }
    await(
        "lose their replicas",
        () ->
            nodes.subList(0, nodes.size() / 2).stream()
                .allMatch(node -> node.ask("INFO replication").contains("connected_slaves:0")));
  }

  /// Makes a replica the primary at once, with what it has, though its primary is there.
  public void takeOver(HostedServer replica) {
    Node taking =
        nodes.stream().filter(one -> one.server().equals(replica)).findAny().orElseThrow();
    taking.require("CLUSTER FAILOVER TAKEOVER");
    await("change their roles", taking::isPrimary);
  }

  /// Deletes what a stopped node has written, but for its place in the cluster.
  public static void wipe(HostedServer node) throws IOException {
    Path files = node.folder().resolve("appendonlydir");
    if (Files.exists(files)) {
      try (var all = Files.walk(files)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.deleteIfExists(node.folder().resolve("dump.rdb"));
  }

  /// `redis://host:port` of all nodes, with commas between.
  public String uri() {
    return nodes.stream()
        .map(node -> "redis://%s:%d".formatted(node.server().host().address(), node.port()))
        .collect(Collectors.joining(","));
  }

  /// One node's program.
  private record Program(ServerHost host, int port, int bus, Duration timeout)
      implements HostedServer.Program {
    @Override
    public List<String> command(Path folder) throws IOException {
      var command = new ArrayList<String>();
      command.add(RedisBinary.find(folder).toString());
      configuration(folder).forEach((name, value) -> command.addAll(List.of("--" + name, value)));
      return command;
    }

    private Map<String, String> configuration(Path folder) {
      Map<String, String> values = new LinkedHashMap<>();
      values.put("port", Integer.toString(port));
      values.put("bind", host.address());
      // Nobody else reaches these addresses.
      values.put("protected-mode", "no");
      values.put("dir", folder.toString());
      values.put("save", "");
      values.put("appendonly", "yes");
      values.put("appendfsync", "everysec");
      values.put("repl-diskless-sync-delay", "0");
      values.put("cluster-enabled", "yes");
      values.put("cluster-config-file", "nodes.conf");
      values.put("cluster-announce-ip", host.address());
      values.put("cluster-port", Integer.toString(bus));
      values.put("cluster-node-timeout", Long.toString(timeout.toMillis()));
      return values;
    }

    @Override
    public boolean answers() {
      return Probe.redisAnswers(host.address(), port);
    }
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.server().close());
  }
}
