package io.rivulet.local;

import io.rivulet.local.LocalSettings.Encryption;
import io.rivulet.servers.DataFolder;
import io.rivulet.servers.JavaServer;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.LoopbackPort;
import io.rivulet.servers.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// One run of everything: Kafka and Redis, then the topics, then the services, then the door.
///
/// [#start()] may be ended at any moment by [#close()] from another thread, such as a signal's;
/// when that returns no process is left, within 10 s. What dies meanwhile is started again
/// ([Supervisor]); what cannot be is told by [#failure()].
public final class LocalRun implements AutoCloseable {
  /// Everybody here has one address, load and audit too. Limits are there, so that clients see what
  /// they will meet elsewhere, but out of the way.
  private static final String LIMITS =
      """
      limits:
        proxies: 1
        rates:
          account: 10000000/PT5M
          address: 10000000/PT5M
          statuses: 1000000/PT3H
          follows: 1000000/PT24H
          deletes: 1000000/PT30M
          media: 100000/PT30M
          attempts: 100000/PT5M
      """;

  private final LocalSettings settings;
  private final Reporter reporter;
  private final Starters starters = new Starters();
  private final CompletableFuture<String> failure = new CompletableFuture<>();
  private final Processes processes;
  private @Nullable DataFolder folder;
  private Optional<RunSecrets> secrets = Optional.empty();
  private @Nullable FrontDoor door;
  private boolean closed;

  public LocalRun(LocalSettings settings, Reporter reporter) {
    this.settings = settings;
    this.reporter = reporter;
    this.processes = new Processes(reporter, this::giveUp);
  }

  /// Starts everything and returns when all of it is ready.
  ///
  /// @throws LocalException if something of the surroundings is in the way
  /// @throws io.rivulet.servers.ServerException if a server or a service does not start
  public Instance start() {
    Path data = openFolder();
    try {
      reporter.say("Starting Kafka and Redis …");
      int kafkaPort = LoopbackPort.free();
      Future<KafkaServer> kafka = starters.begin(() -> startKafka(data, kafkaPort));
      Future<String> redis = starters.begin(() -> redis(data));
      Map<String, String> values = values(data, kafkaPort, Starters.await(redis));
      var workers = new Workers(data, starters, processes, process -> launch(process, values));
      Map<Service, ServiceProcess> others = startServices(data, values, kafka, workers);
      openDoor(others);
      Instance bare = bare(Starters.await(kafka), Starters.await(redis));
      Instance instance = tell(bare, others, workers);
      hearWishes(data, workers, () -> tell(bare, others, workers));
      return instance;
    } catch (IOException e) {
      throw new UncheckedIOException(FreeSpace.explain(data, String.valueOf(e.getMessage())), e);
    }
  }

  /// The folder of this run's data.
  public synchronized Path data() {
    if (folder == null) {
      throw new IllegalStateException("not started");
    }
    return folder.path();
  }

  /// Completed with the reason, in one line, if the run cannot go on.
  public CompletableFuture<String> failure() {
    return failure;
  }

  private synchronized Path openFolder() {
    requireOpen();
    FrontDoor.requireFree(settings.port());
    settings.encryption().map(Encryption::redirectPort).ifPresent(LocalRun::requireFree);
    folder = DataFolder.open(settings.data(), "Rivulet");
    Path data = folder.path();
    FreeSpace.require(data);
    LocalTokens.create(data);
    secrets = settings.encryption().map(_ -> RunSecrets.open(data));
    return data;
  }

  private static void requireFree(OptionalInt redirectPort) {
    redirectPort.ifPresent(FrontDoor::requireFree);
  }

  private synchronized Surroundings surroundings() {
    return new Surroundings(secrets);
  }

  private KafkaServer startKafka(Path data, int port) {
    KafkaServer kafka = KafkaServer.start(surroundings().kafka(data).withPort(port));
    processes.keep("Kafka", kafka);
    surroundings().provision(kafka, settings.partitions());
    return kafka;
  }

  /// The addresses of the Redis that is there, or of one of this run's own.
  private String redis(Path data) {
    return settings.redis().orElseGet(() -> startRedis(data).uri());
  }

  private RedisServer startRedis(Path data) {
    RedisServer redis = RedisServer.start(surroundings().redis(data));
    processes.keep("Redis", redis);
    return redis;
  }

  /// The identity provider needs no Kafka, and feed-reader waits for it by itself, so they start
  /// beside it; the others wait for their topics.
  ///
  /// @return all but the workers
  private Map<Service, ServiceProcess> startServices(
      Path data, Map<String, String> values, Future<KafkaServer> kafka, Workers workers) {
    Map<Service, Future<ServiceProcess>> starting = new EnumMap<>(Service.class);
    starting.put(Service.READER, startService(Service.READER, data, values));
    starting.put(Service.LOGIN, startService(Service.LOGIN, data, values));
    var _ = Starters.await(kafka);
    reporter.say("Starting feed-ingest, feed-fanout and feed-reader …");
    Future<Integer> first = starters.begin(() -> startWorkers(data, workers));
    starting.put(Service.INGEST, startService(Service.INGEST, data, values));
    Map<Service, ServiceProcess> started = new EnumMap<>(Service.class);
    starting.forEach((service, process) -> started.put(service, Starters.await(process)));
    var _ = Starters.await(first);
    return started;
  }

  /// As many as are asked for, or as the last run had; all of that one ended with it.
  private int startWorkers(Path data, Workers workers) {
    int last = WorkersNow.in(data).map(WorkersNow::workers).orElse(1);
    LocalSettings.requireWorkers(last);
    workers.add(settings.workers().orElse(last), last);
    return workers.count();
  }

  private void hearWishes(Path data, Workers workers, Runnable tell) throws IOException {
    WorkerWish.forget(data);
    new WorkersNow(workers.count(), null, null).write(data);
    var scaler = new Scaler(data, workers, tell, reporter);
    var _ =
        starters.begin(
            () -> {
              scaler.listen();
              return true;
            });
  }

  /// What the services' configurations say, before each is told how to reach Kafka and Redis.
  private Map<String, String> values(Path data, int kafkaPort, String redis) {
    Map<String, String> values = new HashMap<>();
    values.put("redis", redis);
    values.put("publicUrl", address());
    values.put("tokenKeys", LocalTokens.publicKeys(data).toString());
    values.put("data", data.toString());
    values.put("threads", Integer.toString(LocalSettings.WORKER_THREADS));
    values.put("largeAuthors", largeAuthors());
    values.put("posts", settings.hotPosts().map("posts: {hot: %s}"::formatted).orElse(""));
    values.put("journeys", "true");
    values.put("limits", LIMITS);
    values.put("tracing", tracing());
    values.put("media", data.resolve("media").toString());
    values.put("index", index(data, kafkaPort));
    values.put("coldPosts", "true");
    values.put("operations", "operations: {targets: \"%s\"}".formatted(TargetsFile.in(data)));
    values.put("kafka", "127.0.0.1:" + kafkaPort);
    return values;
  }

  /// Sections of the reader's configuration. The buffer is small, as its heap is.
  private String index(Path data, int kafkaPort) {
    return "kafka: %s%nindex: {folder: \"%s\", ramBuffer: 16}"
        .formatted(
            surroundings().kafkaOf(Service.READER, "127.0.0.1:" + kafkaPort),
            data.resolve(Service.READER.title()).resolve("index"));
  }

  /// A section of all configurations, or nothing. Few publish, so all is traced.
  private String tracing() {
    return settings.traces().map("tracing: {endpoint: \"%s\", ratio: 1}"::formatted).orElse("");
  }

  /// A section of the fan-out's configuration, or nothing.
  private String largeAuthors() {
    return settings.pullAbove().map("largeAuthors: {threshold: %s}"::formatted).orElse("");
  }

  private Future<ServiceProcess> startService(
      Service service, Path data, Map<String, String> values) {
    return starters.begin(
        () -> {
          // Its ports are taken now and not earlier: others look for free ones too.
          ServiceProcess process = ServiceProcess.of(service, data);
          var _ = launch(process, values);
          return process;
        });
  }

  private JavaServer launch(ServiceProcess process, Map<String, String> values) {
    Service service = process.service();
    Map<String, String> surroundings = new HashMap<>(values);
    surroundings.computeIfPresent(
        "kafka", (_, servers) -> surroundings().kafkaOf(service, servers));
    surroundings.computeIfPresent("redis", (_, uri) -> surroundings().redisOf(service, uri));
    JavaServer server = process.start(surroundings);
    processes.keep(process.name(), server);
    return server;
  }

  private void giveUp(String reason) {
    failure.complete(FreeSpace.explain(data(), reason));
  }

  private synchronized void openDoor(Map<Service, ServiceProcess> others) {
    requireOpen();
    Map<Route, Integer> routes = new EnumMap<>(Route.class);
    routes.put(Route.INGEST, process(others, Service.INGEST).port());
    routes.put(Route.READER, process(others, Service.READER).port());
    routes.put(Route.STREAMS, process(others, Service.READER).port());
    routes.put(Route.LOGIN, process(others, Service.LOGIN).port());
    door = FrontDoor.open(settings.port(), routes, doorSecurity());
  }

  private Optional<DoorSecurity> doorSecurity() {
    return settings
        .encryption()
        .flatMap(
            encryption ->
                secrets.map(
                    all -> new DoorSecurity(all.door().context(), encryption.redirectPort())));
  }

  private static ServiceProcess process(Map<Service, ServiceProcess> others, Service service) {
    ServiceProcess process = others.get(service);
    if (process == null) {
      throw new IllegalStateException("not planned: " + service);
    }
    return process;
  }

  private Instance bare(KafkaServer kafka, String redis) {
    return new Instance(
        ProcessHandle.current().pid(),
        address(),
        kafka.bootstrapServers(),
        redis,
        Map.of(),
        Map.of(),
        secretsFolder());
  }

  /// Writes down where everything is now.
  private Instance tell(Instance bare, Map<Service, ServiceProcess> others, Workers workers) {
    List<ServiceProcess> all = new ArrayList<>(others.values());
    all.addAll(workers.processes());
    Instance instance = bare.with(all);
    TargetsFile.write(data(), all);
    try {
      instance.write(data());
    } catch (IOException e) {
      throw new UncheckedIOException(FreeSpace.explain(data(), String.valueOf(e.getMessage())), e);
    }
    return instance;
  }

  private synchronized @Nullable String secretsFolder() {
    return secrets.map(all -> all.folder().toString()).orElse(null);
  }

  private String address() {
    return (settings.encryption().isPresent() ? "https" : "http")
        + "://127.0.0.1:"
        + settings.port();
  }

  private void requireOpen() {
    if (closed) {
      throw new LocalException("Stopped while starting");
    }
  }

  /// Stops the door first, then the services, then what they work with. May be called twice.
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    starters.close();
    processes.unwatch();
    if (door != null) {
      door.close();
    }
    processes.endAll();
    closeFolder();
  }

  private synchronized void closeFolder() {
    if (folder != null) {
      try {
        Instance.remove(folder.path());
      } catch (IOException e) {
        reporter.say("%s cannot be cleaned: %s".formatted(folder.path(), e.getMessage()));
      }
      folder.close();
    }
  }
}
