package io.rivulet.servers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Several Kafka nodes, each broker and controller in one, each record on three of them of which
/// two must have it before it counts; so one node may be lost at any time.
///
/// A node may be started again with its data. Without it it may not: a controller that forgot what
/// it voted for may vote twice.
public final class KafkaCluster implements AutoCloseable {
  private static final Duration FORMAT_BOUND = Duration.ofSeconds(60);
  private static final int COPIES = 3;

  private final List<HostedServer> nodes;
  private final String bootstrapServers;

  private KafkaCluster(List<HostedServer> nodes, String bootstrapServers) {
    this.nodes = nodes;
    this.bootstrapServers = bootstrapServers;
  }

  /// How the nodes are to run.
  ///
  /// @param jvm options of each node's JVM, such as the size of its heap
  /// @param properties what to add to or override in each node's configuration, in Kafka's words
  public record Settings(List<String> jvm, Map<String, String> properties) {
    public Settings {
      jvm = List.copyOf(jvm);
      properties = Map.copyOf(properties);
    }

    /// Of the properties only the names: passwords may be among them.
    @Override
    public String toString() {
      return "Settings[jvm=%s, properties=%s]".formatted(jvm, properties.keySet());
    }
  }

  /// A node's places.
  private record Place(int id, ServerHost host, int port, int controllerPort) {
    String name() {
      return nodeName(id);
    }

    String voter() {
      return "%d@%s:%d".formatted(id, host.address(), controllerPort);
    }

    String address() {
      return host.address() + ":" + port;
    }
  }

  /// Starts a node on each host. They answer a moment later, see [#awaitAnswer].
  ///
  /// @param hosts three or more
  /// @param folder below which each node has its own, see [#nodeName]
  public static KafkaCluster launch(List<ServerHost> hosts, Path folder, Settings settings) {
    if (hosts.size() < COPIES) {
      throw new IllegalArgumentException(
          "a Kafka cluster of %d nodes: expected at least %d".formatted(hosts.size(), COPIES));
    }
    List<Place> places = new ArrayList<>();
    for (ServerHost host : hosts) {
      places.add(new Place(places.size() + 1, host, LoopbackPort.free(), LoopbackPort.free()));
    }
    String voters = places.stream().map(Place::voter).collect(Collectors.joining(","));
    String cluster = clusterId();
    KafkaHome home = KafkaHome.configured();
    List<HostedServer> nodes =
        places.stream()
            .map(
                place ->
                    new HostedServer(
                        place.name(),
                        place.host(),
                        folder.resolve(place.name()),
                        new Node(home, place, voters, cluster, settings)))
            .toList();
    var started =
        new KafkaCluster(
            nodes, places.stream().map(Place::address).collect(Collectors.joining(",")));
    try {
      // Each is formatted first, which takes a second.
      nodes.parallelStream().forEach(node -> node.launch(Map.of()));
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
    return started;
  }

  /// What a node is called, and its folder.
  ///
  /// @param id from 1 on, in the order of the hosts
  public static String nodeName(int id) {
    return "kafka-" + id;
  }

  /// Waits until every node knows a broker.
  public void awaitAnswer(Duration bound) {
    nodes.forEach(node -> node.awaitAnswer(bound));
  }

  public List<HostedServer> nodes() {
    return nodes;
  }

  /// All nodes, with commas between.
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /// A random UUID in Kafka's notation, which must not look like an option.
  private static String clusterId() {
    UUID id = UUID.randomUUID();
    var bytes =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits());
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    return text.startsWith("-") ? clusterId() : text;
  }

  /// One node's program.
  private record Node(KafkaHome home, Place place, String voters, String cluster, Settings settings)
      implements HostedServer.Program {
    @Override
    public List<String> command(Path folder) throws IOException {
      Path records = folder.resolve("records");
      Path properties = folder.resolve("server.properties");
      var configuration =
          new KafkaConfiguration(
              place.host().address(),
              place.port(),
              place.address(),
              place.controllerPort(),
              records.toString());
      Files.writeString(properties, configuration.serverProperties(properties()));
      Files.writeString(folder.resolve("log4j2.properties"), KafkaConfiguration.logging());
      if (!Files.exists(records.resolve("meta.properties"))) {
        format(folder, properties);
      }
      return java(folder, settings.jvm(), List.of("kafka.Kafka", properties.toString()));
    }

    private Map<String, String> properties() {
      Map<String, String> values = new HashMap<>();
      String copies = Integer.toString(COPIES);
      values.put("node.id", Integer.toString(place.id()));
      values.put("controller.quorum.voters", voters);
      values.put(
          "listeners",
          "PLAINTEXT://%s,CONTROLLER://%s:%d"
              .formatted(place.address(), place.host().address(), place.controllerPort()));
      values.put("default.replication.factor", copies);
      values.put("min.insync.replicas", "2");
      values.put("offsets.topic.replication.factor", copies);
      values.put("transaction.state.log.replication.factor", copies);
      values.put("transaction.state.log.min.isr", "2");
      values.put("share.coordinator.state.topic.replication.factor", copies);
      values.put("share.coordinator.state.topic.min.isr", "2");
      values.putAll(settings.properties());
      return values;
    }

    private void format(Path folder, Path properties) throws IOException {
      ChildProcess tool =
          ChildProcess.start(
              java(
                  folder,
                  List.of("-Xmx128m"),
                  List.of(
                      "kafka.tools.StorageTool",
                      "format",
                      "-t",
                      cluster,
                      "-c",
                      properties.toString())),
              folder.resolve("format.log"));
      if (!tool.endsWithin(FORMAT_BOUND)) {
        tool.kill();
      }
      if (tool.exitCode() != 0) {
        throw new ServerException(
            "Kafka's storage in %s cannot be formatted:%n%s".formatted(folder, tool.lastOutput()));
      }
    }

    private List<String> java(Path folder, List<String> options, List<String> mainAndArguments)
        throws IOException {
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-XX:+UseSerialGC");
      home.archive().ifPresent(archive -> command.add("-XX:SharedArchiveFile=" + archive));
      command.addAll(options);
      // A process that is killed leaves there what it has unpacked.
      command.add("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("temporary")));
      command.add("-Dlog4j2.configurationFile=" + folder.resolve("log4j2.properties"));
      command.addAll(List.of("-cp", home.classPath()));
      command.addAll(mainAndArguments);
      return command;
    }

    @Override
    public boolean answers() {
      return Probe.kafkaAnswers(place.host().address(), place.port());
    }
  }

  @Override
  public void close() {
    nodes.forEach(HostedServer::close);
  }
}
