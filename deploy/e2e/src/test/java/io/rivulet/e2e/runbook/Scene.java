package io.rivulet.e2e.runbook;

import static org.awaitility.Awaitility.await;

import io.rivulet.e2e.AdminPort;
import io.rivulet.e2e.Api;
import io.rivulet.e2e.Child;
import io.rivulet.e2e.RunningSystem;
import io.rivulet.local.LocalSettings;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.HostedServer;
import io.rivulet.servers.LoopbackPort;
import io.rivulet.servers.ReplicatedRedis;
import io.rivulet.servers.ServerException;
import io.rivulet.servers.ServerHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A small system with somebody who publishes and somebody who reads, a cluster of Redis whose
/// nodes can be held up, and a Prometheus that watches it.
final class Scene implements AutoCloseable {
  static final String AUTHOR = "watched_author";
  static final String FOLLOWER = "watched_follower";

  private static final int PRIMARIES = 3;
  private static final int WORKERS = 2;
  private static final Duration NODE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration BETWEEN = Duration.ofMillis(350);
  private static final Duration ADMIN_BOUND = Duration.ofSeconds(2);

  final Path folder;
  final ReplicatedRedis redis;
  final RunningSystem system;
  final Prometheus prometheus;
  final Redis keys;
  final String author;
  final String follower;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ADMIN_BOUND).build();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(8);
  private final List<Runnable> endings = new ArrayList<>();
  private final List<Future<?>> meanwhile = new ArrayList<>();

  /// @param folder for Redis and Prometheus
  /// @param partitions of the main topics
  /// @param window how long posts are kept in Redis
  Scene(Path folder, ShortRules rules, int partitions, Duration window) throws IOException {
    this.folder = folder;
    redis =
        ReplicatedRedis.start(
            IntStream.range(0, PRIMARIES).mapToObj(i -> ServerHost.loopback("host-" + i)).toList(),
            folder.resolve("redis"),
            NODE_TIMEOUT);
    try {
      system =
          RunningSystem.of(
              new LocalSettings(Optional.empty(), LoopbackPort.free(), partitions)
                  .withRedis(redis.uri())
                  .withWorkers(WORKERS)
                  .withHotPosts(window));
    } catch (RuntimeException e) {
      redis.close();
      throw e;
    }
    Prometheus watching = null;
    Redis connected = null;
    try {
      watching =
          new Prometheus(
              folder.resolve("prometheus"),
              system.data().resolve("targets*.json").toString(),
              rules);
      connected = new Redis(RedisSettings.of(redis.uri()));
      prometheus = watching;
      keys = connected;
      author = system.account(AUTHOR);
      follower = system.account(FOLLOWER);
      bustle();
    } catch (IOException | RuntimeException e) {
      threads.shutdownNow();
      if (connected != null) {
        connected.close();
      }
      if (watching != null) {
        watching.close();
      }
      system.close();
      redis.close();
      throw e;
    }
  }

  /// Posts and reads, a few a second, whatever is answered.
  private void bustle() {
    var _ = system.api.get(follower, "/api/v1/timelines/home");
    system.api.post(follower, "/api/v1/accounts/" + system.id(AUTHOR) + "/follow", Map.of());
    always(() -> system.api.post(author, "/api/v1/statuses", Map.of("status", "As ever")));
    always(() -> system.api.get(follower, "/api/v1/timelines/home"));
    always(
        () ->
            system.submit(
                "{\"type\":\"post\",\"author\":\"@%s\",\"text\":\"Submitted\"}"
                    .formatted(AUTHOR)
                    .getBytes(StandardCharsets.UTF_8)));
    await()
        .atMost(SOON)
        .until(
            () ->
                system.api.get(follower, "/api/v1/timelines/home").body().size() > 1
                    && system.api.get(null, "/api/v1/timelines/public").status() == 200);
  }

  private void always(Runnable part) {
    var _ = begin(BETWEEN, part);
  }

  /// Does something again and again until [#enough()].
  void meanwhile(Duration pause, Runnable part) {
    meanwhile.add(begin(pause, part));
  }

  /// Has so many clients ask without a pause until [#enough()].
  void crowd(int clients, HttpRequest request) {
    AtomicBoolean going = new AtomicBoolean(true);
    endings.add(() -> going.set(false));
    for (int i = 0; i < clients; i++) {
      Thread.startVirtualThread(
          () -> {
            while (going.get()) {
              try {
                var _ = http.send(request, BodyHandlers.discarding());
              } catch (IOException _) {
                // Asked again.
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
              }
            }
          });
    }
  }

  private Future<?> begin(Duration pause, Runnable part) {
    return threads.scheduleWithFixedDelay(
        () -> {
          try {
            part.run();
          } catch (RuntimeException _) {
            // Nobody answers: that is what it is about.
          }
        },
        0,
        pause.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /// Ends what goes on meanwhile.
  void enough() {
    meanwhile.forEach(one -> one.cancel(false));
    meanwhile.clear();
    endings.forEach(Runnable::run);
    endings.clear();
  }

  Api api() {
    return system.api;
  }

  /// Does something to each node of Redis.
  void eachNode(Consumer<HostedServer> part) {
    redis.nodes().forEach(part);
  }

  /// Says something to all primaries of Redis, as `redis-cli` does.
  ///
  /// @return what the first of them answers
  String tellPrimaries(String command) {
    List<String> answers = redis.primaries().stream().map(one -> redis.ask(one, command)).toList();
    return answers.getFirst();
  }

  /// Whether the first node of Redis says how the cluster is.
  boolean redisAnswers() {
    try {
      return redis.ask(redis.nodes().getFirst(), "cluster info").contains("cluster_state");
    } catch (ServerException _) {
      return false;
    }
  }

  /// What stands in the logs of all services.
  String logs() {
    StringBuilder all = new StringBuilder();
    for (String service : system.instance.admin().keySet()) {
      try {
        all.append(Files.readString(system.data().resolve(service).resolve(service + ".log")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all.toString();
  }

  /// The process of Kafka.
  static ProcessHandle kafka() {
    return Child.find("kafka.Kafka").orElseThrow();
  }

  /// The process of a service.
  ProcessHandle process(String service) {
    String configuration = system.data().resolve(service).toString() + "/";
    return Child.find(configuration + service.replaceAll("-\\d+$", "") + ".yml").orElseThrow();
  }

  /// What is answered at a service's admin port.
  AdminPort.Answer admin(String service, String path) {
    String address = Objects.requireNonNull(system.instance.admin().get(service), service);
    return new AdminPort(address).answer(path);
  }

  /// Types a command of `deploy/rivulet` and waits for its end.
  Typed.Outcome rivulet(String... arguments) {
    try (Typed typed = Typed.rivulet(system.data(), List.of(arguments))) {
      return typed.outcome();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    keys.close();
    http.close();
    prometheus.close();
    system.close();
    redis.close();
  }
}
