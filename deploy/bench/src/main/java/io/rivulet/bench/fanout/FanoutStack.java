package io.rivulet.bench.fanout;

import io.rivulet.bench.machine.Cores;
import io.rivulet.bench.report.Machine;
import io.rivulet.local.FanoutAlone;
import io.rivulet.local.LocalTopics;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.DataFolder;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.RedisCluster;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Kafka, Redis and fan-out workers, each a process of its own: Redis held to core 0, the workers
/// to core 1 once they are warm, Kafka and the benchmark wherever there is room.
public final class FanoutStack implements AutoCloseable {
  private static final String REDIS_CORE = "0";
  private static final String WORKER_CORE = "1";
  private static final Duration COMMAND_BOUND = Duration.ofSeconds(60);

  private final DataFolder folder;
  private final KafkaServer kafka;
  private final List<RedisServer> redis;
  private final String redisUri;
  private final Redis client;
  private final FanoutAlone.Settings settings;
  private final List<FanoutAlone> workers = new ArrayList<>();

  private FanoutStack(
      DataFolder folder,
      KafkaServer kafka,
      List<RedisServer> redis,
      String redisUri,
      FanoutAlone.Settings settings) {
    this.folder = folder;
    this.kafka = kafka;
    this.redis = List.copyOf(redis);
    this.redisUri = redisUri;
    this.settings = settings;
    this.client = new Redis(new RedisSettings(redisUri, null, COMMAND_BOUND));
  }

  /// Starts Kafka with its topics, and Redis; no worker yet.
  public static FanoutStack open(int partitions, FanoutAlone.Settings settings) {
    RedisServer redis = RedisServer.start(ServerSettings.ephemeral());
    Cores.hold(redis.pid(), REDIS_CORE);
    return before(List.of(redis), redis.uri(), partitions, settings);
  }

  /// As [#open], with a Redis Cluster, whose nodes are held to no core.
  static FanoutStack onCluster(int partitions, FanoutAlone.Settings settings, int nodes) {
    RedisCluster redis = RedisCluster.start(nodes);
    return before(redis.nodes(), redis.uri(), partitions, settings);
  }

  private static FanoutStack before(
      List<RedisServer> redis, String redisUri, int partitions, FanoutAlone.Settings settings) {
    DataFolder folder = DataFolder.open(Optional.empty(), "The benchmark");
    KafkaServer kafka = KafkaServer.start(ServerSettings.keptIn(folder.folder("kafka")));
    LocalTopics.provision(kafka.bootstrapServers(), partitions);
    return new FanoutStack(folder, kafka, redis, redisUri, settings);
  }

  /// Starts one more worker and waits until it is ready.
  public FanoutAlone startWorker() {
    Path own = folder.folder("worker-" + workers.size());
    FanoutAlone worker = FanoutAlone.start(own, kafka.bootstrapServers(), redisUri, settings);
    workers.add(worker);
    return worker;
  }

  /// Ends all workers, whose state is not used any more, takes away what Kafka does not keep for
  /// ever, and starts as many workers under another name, which plan all of it.
  ///
  /// @param name the workers' group, that was never one before
  void beginAnew(String name) {
    int before = workers.size();
    workers.forEach(FanoutAlone::close);
    workers.clear();
    TruthAlone.leave(kafka.bootstrapServers());
    List<String> jvm = new ArrayList<>(settings.jvm());
    jvm.add("-Ddw.streams.applicationId=" + name);
    var again = new FanoutAlone.Settings(jvm, settings.threads(), settings.pullAbove());
    for (int i = 0; i < before; i++) {
      Path own = folder.folder(name + "-" + i);
      workers.add(FanoutAlone.start(own, kafka.bootstrapServers(), redisUri, again));
    }
  }

  /// Holds all workers to their core. Before, they have the whole machine to warm up.
  public void holdWorkers() {
    workers.forEach(worker -> Cores.hold(worker.pid(), WORKER_CORE));
  }

  /// Holds all workers up, so that work piles up in Kafka; not longer than their group waits.
  public void pauseWorkers() {
    workers.forEach(FanoutAlone::pause);
  }

  public void resumeWorkers() {
    workers.forEach(FanoutAlone::resume);
  }

  public List<FanoutAlone> workers() {
    return List.copyOf(workers);
  }

  /// What the workers count.
  Meters meters() {
    return new Meters(workers.stream().map(FanoutAlone::admin).toList());
  }

  /// This machine, and the version of its Redis.
  public Machine machine() {
    return Machine.beside(client);
  }

  public Redis redis() {
    return client;
  }

  /// Its Redis, or the first node of its cluster.
  public RedisServer redisServer() {
    return redis.getFirst();
  }

  /// The nodes of its Redis.
  List<RedisServer> redisNodes() {
    return redis;
  }

  public KafkaServer kafka() {
    return kafka;
  }

  public Path folder() {
    return folder.path();
  }

  /// An empty folder that goes when this is closed.
  public Path folder(String name) {
    return folder.folder(name);
  }

  @Override
  public void close() {
    workers.forEach(FanoutAlone::close);
    client.close();
    redis.forEach(RedisServer::close);
    kafka.close();
    folder.close();
  }
}
