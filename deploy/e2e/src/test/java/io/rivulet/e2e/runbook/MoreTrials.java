package io.rivulet.e2e.runbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.servers.HostedServer;
import io.rivulet.servers.Standstill;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/// What is tried where there is time: see [Trials].
final class MoreTrials {
  private static final String GARBAGE = "no value of ours";
  private static final int CLIENTS = 200;
  private static final String DELIVERIES = "sum by (instance) (rate(rivulet_deliveries_total[1m]))";

  private MoreTrials() {}

  /// For longer than two minutes, with an author who posts all the while.
  static Trial redisStoppedForLong() {
    return Trials.redisStopped(
        List.of(
            Sign.query("BreakerOpen", "rivulet_breaker_open"),
            new Sign("BreakersOpen", "redis-cli cluster info", scene -> !scene.redisAnswers()),
            Sign.query("RouteFails", "rivulet_breaker_open"),
            Sign.health("RedisTakesNoWrites", "feed-fanout", "\"redis\":{\"healthy\":false"),
            Sign.query("OldestUndeliveredPostLate", "rivulet_gate_closed_seconds"),
            new Sign(
                "OldestUndeliveredPostVeryLate",
                DELIVERIES,
                scene ->
                    scene.prometheus.query(DELIVERIES).stream()
                        .mapToDouble(Prometheus.Sample::value)
                        .max()
                        .equals(OptionalDouble.of(0)))));
  }

  /// Whose author is still to be looked for in Redis.
  static Trial submissionWithoutRedis() {
    Trial stopped =
        Trials.redisStopped(
            List.of(
                new Sign(
                    "SubmissionsWait", "*waits:*", scene -> scene.logs().contains("waits: "))));
    return new Trial(
        stopped.cause() + ", and a submission of an account not met before",
        scene -> {
          stopped.provoke().on(scene);
          scene.system.submit(
              "{\"type\":\"post\",\"author\":\"@not_met_before\",\"text\":\"Waits\"}"
                  .getBytes(UTF_8));
        },
        stopped.signs(),
        stopped.remedy(),
        stopped.mend());
  }

  /// All of it is late, over and over.
  static Trial redisHesitates() {
    return new Trial(
        "Redis answers nobody for 3 s of each 4 s (`client pause`)",
        scene ->
            scene.meanwhile(
                Duration.ofSeconds(4),
                () ->
                    scene
                        .redis
                        .primaries()
                        .forEach(node -> scene.redis.ask(node, "client pause 3000 all"))),
        List.of(
            Sign.query(
                "RedisSlow",
                "histogram_quantile(0.99, sum by (keyspace, le) (rate(rivulet_redis_command_seconds_bucket[5m])))"),
            Sign.query("DeliverySlow", "rivulet:delivery_age_seconds:p99_5m")),
        "the pauses end",
        scene -> {});
  }

  /// Each primary has a replica that hears it and does not answer.
  static Trial replicasStopped() {
    AtomicReference<List<HostedServer>> stopped = new AtomicReference<>(List.of());
    return new Trial(
        "the replicas of all primaries stopped (SIGSTOP)",
        scene -> {
          stopped.set(scene.redis.replicas());
          stopped.get().forEach(HostedServer::pause);
        },
        List.of(
            new Sign(
                "RedisUnconfirmed",
                "redis-cli info replication",
                scene -> !scene.tellPrimaries("info replication").contains("lag=0"))),
        "the replicas go on",
        scene -> stopped.get().forEach(HostedServer::resume));
  }

  static Trial primaryKilled() {
    AtomicReference<HostedServer> killed = new AtomicReference<>();
    return new Trial(
        "a primary killed (SIGKILL)",
        scene -> {
          killed.set(scene.redis.primaries().getFirst());
          Objects.requireNonNull(killed.get()).kill();
        },
        List.of(
            new Sign(
                "RedisFellOver",
                "redis-cli cluster nodes",
                scene -> scene.tellPrimaries("cluster nodes").contains("fail"))),
        "started again, a replica now",
        scene -> Objects.requireNonNull(killed.get()).launch(Map.of()));
  }

  static Trial ingestStopped() {
    return new Trial(
        "the only feed-ingest stopped (SIGSTOP)",
        scene -> Standstill.begin(scene.process("feed-ingest")),
        List.of(
            new Sign(
                "ServiceDown",
                "`up` by instance",
                scene -> scene.prometheus.query("up{job=\"feed-ingest\"} == 0").size() == 1)),
        "the process goes on",
        scene -> Standstill.end(scene.process("feed-ingest")));
  }

  static Trial kafkaStopped() {
    return new Trial(
        "Kafka stopped (SIGSTOP)",
        scene -> Standstill.begin(Scene.kafka()),
        List.of(
            Sign.query(
                "PublishFails", "sum by (outcome) (rate(rivulet_publish_seconds_count[5m]))"),
            new Sign(
                "BreakersOpen",
                "Redis or Kafka itself",
                scene ->
                    scene.prometheus.query("rivulet_breaker_open{of=\"kafka\"} > 0").size() > 0)),
        "Kafka goes on",
        scene -> Standstill.end(Scene.kafka()));
  }

  /// They wait for Kafka when they come.
  static Trial workersWithoutKafka() {
    return new Trial(
        "Kafka stopped, and then all workers killed, which are started again",
        scene -> {
          Standstill.begin(Scene.kafka());
          for (String worker : List.of("feed-fanout", "feed-fanout-2")) {
            scene.process(worker).destroyForcibly();
          }
        },
        List.of(
            new Sign(
                "NoWorkerAtWork",
                "/healthcheck",
                scene -> scene.admin("feed-fanout", "/healthcheck").status() != 200)),
        "Kafka goes on",
        scene -> Standstill.end(Scene.kafka()));
  }

  static Trial moreWorkersThanTasks() {
    return new Trial(
        "three workers for two tasks",
        scene -> Trials.require(scene.rivulet("scale", "3")),
        List.of(
            new Sign(
                "WorkerWithoutTasks",
                "rivulet_tasks",
                scene -> !scene.prometheus.query("rivulet_tasks == 0").isEmpty())),
        "`scale 2`",
        scene -> Trials.require(scene.rivulet("scale", "2")));
  }

  static Trial repartitionEnded() {
    return new Trial(
        "`repartition` ended by SIGKILL while it waits",
        scene -> {
          try (Typed typed =
              Typed.rivulet(scene.system.data(), List.of("repartition", "--partitions", "2"))) {
            if (!typed.says("nothing is published from now on")) {
              throw new AssertionError(typed.outcome());
            }
          }
        },
        List.of(Sign.health("PublishHeld", "feed-ingest", "partitions are being added")),
        "`repartition --cancel`",
        scene -> Trials.require(scene.rivulet("repartition", "--cancel")));
  }

  /// Timelines vanish as fast as they are made.
  static Trial timelinesLost() {
    return new Trial(
        "a home timeline deleted and read, again and again",
        scene ->
            scene.meanwhile(
                Duration.ofMillis(20),
                () -> {
                  byte[] home = Keyspace.home(Long.parseLong(scene.system.id(Scene.FOLLOWER)));
                  scene.keys.await(scene.keys.commands().del(home));
                  var _ = scene.api().get(scene.follower, "/api/v1/timelines/home");
                }),
        List.of(
            Sign.query(
                "RebuildStorm", "sum by (outcome) (rate(rivulet_reader_rebuilds_total[5m]))")),
        "it is left alone",
        scene -> {});
  }

  /// What nobody but the fan-out has to write.
  static Trial bodyLost() {
    return new Trial(
        "an author's body overwritten in Redis",
        scene -> {
          long author = Long.parseLong(scene.system.id(Scene.AUTHOR));
          scene.meanwhile(
              Duration.ofSeconds(1),
              () -> {
                scene.keys.await(scene.keys.commands().del(Keyspace.overlayAccount(author)));
                scene.keys.await(
                    scene.keys.commands().set(Keyspace.account(author), GARBAGE.getBytes(UTF_8)));
              });
        },
        List.of(Sign.log("MissingBodies", "has no body")),
        "`flushall` of all primaries",
        scene -> scene.tellPrimaries("flushall"));
  }

  /// What is not in Redis any more, nobody has.
  static Trial coldPostsAsked(String post, Runnable forget) {
    List<String> workers = List.of("feed-fanout", "feed-fanout-2");
    return new Trial(
        "all workers stopped (SIGSTOP), posts asked for that Redis has no more",
        scene -> {
          forget.run();
          workers.forEach(worker -> Standstill.begin(scene.process(worker)));
          scene.meanwhile(
              Duration.ofMillis(200),
              () -> {
                var _ = scene.api().get(scene.follower, "/api/v1/statuses/" + post);
              });
        },
        List.of(
            new Sign(
                "ColdPostsFail",
                "rivulet_tasks",
                scene -> scene.prometheus.query("rivulet_tasks").isEmpty())),
        "the workers go on",
        scene -> workers.forEach(worker -> Standstill.end(scene.process(worker))));
  }

  /// Connections on which nothing more comes.
  static Trial slowSenders() {
    ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();
    return new Trial(
        "five connections a second that send half a request",
        scene ->
            scene.meanwhile(
                Duration.ofMillis(200),
                () -> {
                  try {
                    URI reader = service(scene, "feed-reader");
                    Socket socket =
                        new Socket(InetAddress.ofLiteral(reader.getHost()), reader.getPort());
                    open.add(socket);
                    socket.getOutputStream().write("GET /api/v1/ti".getBytes(UTF_8));
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }),
        List.of(
            Sign.query("SlowSenders", "sum by (job) (rate(rivulet_http_slow_senders_total[10m]))")),
        "they end",
        scene -> {
          for (Socket socket : open) {
            socket.close();
          }
        });
  }

  private static URI service(Scene scene, String name) {
    return URI.create(Objects.requireNonNull(scene.system.instance.services().get(name)));
  }

  /// As many as do not wait for each other.
  static Trial tooManyRequests() {
    return new Trial(
        CLIENTS + " clients that read their home timelines without a pause",
        scene -> {
          HttpRequest request =
              HttpRequest.newBuilder(
                      service(scene, "feed-reader").resolve("/api/v1/timelines/home?limit=40"))
                  .header("Authorization", "Bearer " + scene.follower)
                  .timeout(Duration.ofSeconds(10))
                  .build();
          scene.crowd(CLIENTS, request);
        },
        List.of(
            Sign.query(
                "RequestsRefused", "sum by (job, lane) (rate(rivulet_http_refused_total[5m]))"),
            Sign.query(
                "ManyRequestsRefused", "topk(5, sum by (route) (rivulet:http_requests:rate5m))")),
        "they end",
        scene -> {});
  }

  /// One reader alone is cut off from Redis.
  static Trial oneReaderCutOff(OtherReader other) {
    return new Trial(
        "the Redis of one of two readers stopped (SIGSTOP)",
        scene -> {
          other.redis().pause();
          scene.meanwhile(
              Duration.ofMillis(300),
              () -> {
                var _ = other.home(scene.follower);
              });
        },
        List.of(
            new Sign(
                "BreakerOpen",
                "rivulet_breaker_open",
                scene ->
                    scene.prometheus.query("rivulet_breaker_open > 0").stream()
                        .allMatch(one -> other.name().equals(one.labels().get("instance"))))),
        "it goes on",
        scene -> other.redis().resume());
  }

  static Trial clientThatDoesNotWait(OtherReader other) {
    return new Trial(
        "a client that asks on in spite of 429, with the limits that are shipped",
        scene ->
            scene.meanwhile(
                Duration.ofMillis(10),
                () -> {
                  var _ = other.instance(scene.follower);
                }),
        List.of(
            Sign.query(
                "RateLimitSurge", "sum by (job, budget) (rate(rivulet_http_limited_total[10m]))")),
        "it is stopped",
        scene -> {});
  }

  /// Files vanish from under it.
  static Trial indexDeleted() {
    return new Trial(
        "files of the index deleted while it is used, every 3 s",
        scene ->
            scene.meanwhile(
                Duration.ofSeconds(3),
                () -> empty(scene.system.data().resolve("feed-reader").resolve("index"))),
        List.of(Sign.log("IndexFails", "is built anew")),
        "they are left alone",
        scene -> {});
  }

  /// It has to be built before it can be searched, from a Kafka that says nothing.
  static Trial indexWithoutKafka() {
    return new Trial(
        "Kafka stopped, and then feed-reader killed, which is started again",
        scene -> {
          Standstill.begin(Scene.kafka());
          scene.process("feed-reader").destroyForcibly();
        },
        List.of(Sign.health("IndexNotReady", "feed-reader", "\"index\":{\"healthy\":false")),
        "Kafka goes on",
        scene -> Standstill.end(Scene.kafka()));
  }

  /// A disk that is not there any more.
  static Trial uploadsGone() {
    AtomicReference<Path> away = new AtomicReference<>();
    return new Trial(
        "a file in the place of feed-ingest's folder of uploads",
        scene -> {
          Path media = scene.system.data().resolve("media");
          away.set(Files.move(media, media.resolveSibling("media.away")));
          Files.createFile(media);
          scene.meanwhile(
              Duration.ofMillis(300),
              () -> {
                var _ = scene.api().get(scene.author, "/api/v1/media/1");
              });
        },
        List.of(
            new Sign(
                "ServerErrors",
                "has the exception",
                scene -> scene.logs().contains("Not a directory"))),
        "the folder comes back",
        scene -> {
          Path media = scene.system.data().resolve("media");
          Files.delete(media);
          Files.move(Objects.requireNonNull(away.get()), media);
        });
  }

  private static void empty(Path folder) {
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
      for (Path one : inside) {
        if (Files.isDirectory(one)) {
          empty(one);
        } else {
          Files.deleteIfExists(one);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
