package io.rivulet.faults.system;

import io.rivulet.faults.net.Network;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.LocalException;
import io.rivulet.local.LocalTokens;
import io.rivulet.local.LocalTopics;
import io.rivulet.local.Reporter;
import io.rivulet.servers.HostedServer;
import io.rivulet.servers.KafkaCluster;
import io.rivulet.servers.LoopbackPort;
import io.rivulet.servers.ReplicatedRedis;
import io.rivulet.servers.ServerHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Everything: three Kafka nodes, a Redis Cluster of three primaries and three replicas, three
/// fan-out workers, two readers, two ingests, each a process.
///
/// [#start()] may be ended at any moment by [#close()] from another thread.
public final class Installation implements AutoCloseable {
  /// Whatever is started takes its turn with all else on the machine.
  private static final Duration START_BOUND = Duration.ofMinutes(3);

  private static final Duration REDIS_TIMEOUT = Duration.ofSeconds(2);
  private static final int PARTITIONS = 8;
  private static final int COPIES = 3;

  /// What a worker's death costs: the tasks of one that does not come back are given to others
  /// after the session, which with the protocol that feed-fanout uses is the broker's to decide. No
  /// standbys: a job that has some and waits for Redis breaks (RATIONALE.md).
  private static final Map<String, String> GROUPS =
      Map.of("group.streams.session.timeout.ms", "6000");

  private final Network network;
  private final Path data;
  private final String mounts;
  private final boolean mayMount;
  private final Reporter reporter;
  private final List<Part> parts = new ArrayList<>();
  private final Map<Role, List<String>> urls = new HashMap<>();
  private @Nullable KafkaCluster kafka;
  private @Nullable ReplicatedRedis redis;
  private @Nullable KafkaState kafkaState;
  private boolean closed;

  /// @param data folder of all configuration, data and logs
  /// @param mounts what file systems of this run are called among the mounts
  /// @param mayMount whether there can be disks that fill up
  public Installation(
      Network network, Path data, String mounts, boolean mayMount, Reporter reporter) {
    this.network = network;
    this.data = data;
    this.mounts = mounts;
    this.mayMount = mayMount;
    this.reporter = reporter;
  }

  /// Unmounts what a run that was killed has left.
  ///
  /// @param mounts what its file systems are called among the mounts
  public static void removeLeftovers(String mounts) {
    SmallDisk.removeLeftovers(mounts);
  }

  /// The hosts that are needed, by name.
  public static List<String> hosts() {
    return Arrays.stream(Role.values()).flatMap(role -> hostNames(role).stream()).toList();
  }

  /// The names of a role's hosts.
  public static List<String> hostNames(Role role) {
    return IntStream.rangeClosed(1, role.hosts())
        .mapToObj(number -> role.title() + "-host-" + number)
        .toList();
  }

  private List<ServerHost> hosts(Role role) {
    return hostNames(role).stream().map(network::host).toList();
  }

  /// Starts everything and returns when all of it is well.
  ///
  /// @throws io.rivulet.servers.ServerException if something does not start
  public void start() {
    var _ = LocalTokens.create(data);
    reporter.say("starting Kafka and Redis");
    startServers();
    reporter.say("starting workers, readers and ingests");
    startServices();
    reporter.say("waiting until all of it is well");
    long deadline = System.nanoTime() + START_BOUND.toNanos();
    while (!ailing().isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new LocalException("Not well after the start: " + ailing());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(200));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }

  private void startServers() {
    List<ServerHost> brokers = hosts(Role.BROKER);
    Path kafkaFolder = data.resolve("kafka");
    Optional<SmallDisk> disk =
        disk(kafkaFolder.resolve(KafkaCluster.nodeName(brokers.size())).resolve("records"));
    KafkaCluster startedKafka =
        KafkaCluster.launch(
            brokers, kafkaFolder, new KafkaCluster.Settings(List.of("-Xmx320m"), GROUPS));
    keep(() -> kafka = startedKafka, startedKafka);
    ReplicatedRedis startedRedis =
        ReplicatedRedis.start(hosts(Role.REDIS), data.resolve("redis"), REDIS_TIMEOUT);
    keep(() -> redis = startedRedis, startedRedis);
    startedKafka.awaitAnswer(START_BOUND);
    for (HostedServer node : startedKafka.nodes()) {
      boolean small = node == startedKafka.nodes().getLast();
      add(new Part(Role.BROKER, node, small ? disk : Optional.empty()));
    }
    startedRedis.nodes().forEach(node -> add(new Part(Role.REDIS, node, Optional.empty())));
    LocalTopics.provision(KafkaSettings.of(startedKafka.bootstrapServers()), PARTITIONS, COPIES);
    kafkaState = new KafkaState(startedKafka.bootstrapServers());
  }

  private Optional<SmallDisk> disk(Path folder) {
    return mayMount ? Optional.of(SmallDisk.mount(folder, mounts)) : Optional.empty();
  }

  private void startServices() {
    List<CompletableFuture<Void>> starting = new ArrayList<>();
    for (Role role : List.of(Role.WORKER, Role.INGEST, Role.READER)) {
      List<ServerHost> hosts = hosts(role);
      for (int i = 0; i < hosts.size(); i++) {
        Part part = service(role, hosts.get(i), i, i == hosts.size() - 1);
        add(part);
        starting.add(
            CompletableFuture.runAsync(
                () -> {
                  part.server().launch(Map.of());
                  part.server().awaitAnswer(START_BOUND);
                }));
      }
    }
    try {
      starting.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private Part service(Role role, ServerHost host, int number, boolean last) {
    var program =
        new ServiceProgram(
            title(role),
            mainClass(role),
            host.address(),
            LoopbackPort.free(),
            LoopbackPort.free(),
            values(number));
    urls.computeIfAbsent(role, _ -> new ArrayList<>()).add(program.url());
    String name = role.title() + "-" + (number + 1);
    Path folder = data.resolve(name);
    Optional<SmallDisk> disk =
        role == Role.WORKER && last ? disk(folder.resolve("state")) : Optional.empty();
    return new Part(role, new HostedServer(name, host, folder, program), disk);
  }

  private Map<String, String> values(int number) {
    Path keys = LocalTokens.publicKeys(data);
    return Map.of(
        "number", Integer.toString(number),
        "kafka", kafka().bootstrapServers(),
        "redis", redis().uri(),
        "tokenKeys", keys.toString(),
        "revoked", LocalTokens.revoked(keys).toString(),
        "data", data.toString());
  }

  private static String title(Role role) {
    return switch (role) {
      case INGEST -> "feed-ingest";
      case WORKER -> "feed-fanout";
      case READER -> "feed-reader";
      case BROKER, REDIS -> throw new IllegalArgumentException(role.title());
    };
  }

  private static String mainClass(Role role) {
    return switch (role) {
      case INGEST -> "io.rivulet.ingest.IngestApplication";
      case WORKER -> "io.rivulet.fanout.FanoutApplication";
      case READER -> "io.rivulet.reader.ReaderApplication";
      case BROKER, REDIS -> throw new IllegalArgumentException(role.title());
    };
  }

  private synchronized void keep(Runnable keeping, AutoCloseable started) {
    keeping.run();
    if (closed) {
      closeQuietly(started);
      throw new LocalException("Stopped while starting");
    }
  }

  private synchronized void add(Part part) {
    if (closed) {
      throw new LocalException("Stopped while starting");
    }
    parts.add(part);
  }

  public synchronized List<Part> parts() {
    return List.copyOf(parts);
  }

  public List<Part> parts(Role role) {
    return parts().stream().filter(part -> part.role() == role).toList();
  }

  public Part part(String name) {
    return parts().stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
  }

  /// Names of the nodes of Redis that are primaries now, or, with `false`, that are not.
  public List<String> redisNodes(boolean primary) {
    List<HostedServer> nodes = primary ? redis().primaries() : redis().replicas();
    return nodes.stream().map(HostedServer::name).toList();
  }

  /// Addresses of the APIs of all services of a role.
  public List<String> urls(Role role) {
    return List.copyOf(urls.getOrDefault(role, List.of()));
  }

  /// Bootstrap servers.
  public String kafkaServers() {
    return kafka().bootstrapServers();
  }

  public String redisUri() {
    return redis().uri();
  }

  public LocalTokens tokens() {
    return LocalTokens.existing(data);
  }

  /// What is not well, for people: processes that do not serve; if all do, copies that Kafka lacks,
  /// or slots and replicas that Redis does.
  public List<String> ailing() {
    List<String> ailing = new ArrayList<>();
    for (Part part : parts()) {
      if (!part.server().answers()) {
        ailing.add(part.name());
      }
    }
    if (ailing.isEmpty() && !redis().isWell()) {
      ailing.add("the cluster of Redis");
    }
    if (ailing.isEmpty() && !Objects.requireNonNull(kafkaState).isWell()) {
      ailing.add("copies in Kafka");
    }
    return ailing;
  }

  private KafkaCluster kafka() {
    return Objects.requireNonNull(kafka, "not started");
  }

  private ReplicatedRedis redis() {
    return Objects.requireNonNull(redis, "not started");
  }

  /// Kills all processes: nothing of them is needed any more.
  @Override
  public void close() {
    List<Part> all;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      all = List.copyOf(parts);
    }
    if (kafkaState != null) {
      kafkaState.close();
    }
    all.parallelStream().forEach(part -> part.server().close());
    if (kafka != null) {
      kafka.close();
    }
    if (redis != null) {
      redis.close();
    }
    if (mayMount) {
      SmallDisk.removeLeftovers(mounts);
    }
  }

  private static void closeQuietly(AutoCloseable started) {
    try {
      started.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
