package io.rivulet.e2e.runbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.e2e.Installed;
import io.rivulet.keyspace.Shards;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the runbook has people ask and type does what it is said to, on a system that runs; and
/// some alerts fire by what they are for, and end by what is to be done. AlertsIT tries all.
///
/// Skipped where Prometheus is not installed, but where `FEED_CLIENTS=required` is in the
/// environment, as in CI.
class RunbookIT {
  /// A minute of the rules is a second here.
  private static final ShortRules RULES = new ShortRules(60);

  private static final int PARTITIONS = 8;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String LATER = "named_later";

  /// What may tell nothing: its series begin with what they count.
  private static final Map<String, String> EMPTY =
      Map.ofEntries(
          Map.entry("rate(rivulet_restored_records_total[5m])", "a worker without its stores"),
          Map.entry(
              "sum by (instance) (rate(rivulet_restored_records_total[5m]))",
              "a worker without its stores"),
          Map.entry(
              "sum by (status) (rivulet:http_requests:rate5m{status=~\"5..\"})",
              "an answer that is an error"),
          Map.entry("sum by (what) (rate(rivulet_reader_unknown_total[5m]))", "what is not known"),
          Map.entry(
              "sum by (what) (rate(rivulet_reader_missing_total[5m]))", "a body that is lost"),
          Map.entry(
              "sum by (job, budget) (rate(rivulet_http_limited_total[10m]))",
              "a client that does not wait"),
          Map.entry(
              "sum by (instance) (rate(rivulet_submissions_waits_total[5m]))",
              "a submission that waits"),
          Map.entry(
              "sum by (reason) (rivulet_dead_letters_total{job=\"feed-ingest\"})",
              "a submission of no use"),
          Map.entry(
              "sum by (status) (rate(rivulet_http_requests_seconds_count{job=\"feed-fanout\"}[5m]))",
              "a worker that is asked for a post"));

  @TempDir private static Path folder;
  private static Scene scene;

  private final Runbook runbook = new Runbook();

  @BeforeAll
  static void start() throws IOException {
    var _ = Installed.program("prometheus", "prometheus");
    scene = new Scene(folder, RULES, PARTITIONS, Duration.ofHours(1));
  }

  @AfterAll
  static void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void everyQueryIsAnswered() {
    assertThat(runbook.queries()).containsAll(EMPTY.keySet());
    // Counters are to be looked at twice, and the keys of Redis to be drawn.
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(EMPTY.keySet())
                    .containsAll(
                        runbook.queries().stream()
                            .filter(query -> scene.prometheus.query(query).isEmpty())
                            .toList()));
    assertThat(scene.prometheus.failedRules()).isEmpty();
  }

  /// What is typed for a command of the runbook, and what comes of it.
  ///
  /// @param typed with real things where the runbook has examples
  /// @param telling an expression for what stands in the output
  private record Attempt(List<String> typed, int exit, String telling) {}

  private static Attempt attempt(String typed, int exit, String telling) {
    return new Attempt(List.of(typed.split(" ")), exit, telling);
  }

  private Map<String, Attempt> attempts(String letter, String post, String securedKafka) {
    Map<String, Attempt> all = new TreeMap<>();
    String admin =
        "--admin worker-1=%s --admin reader-1=%s --admin ingest-1=%s"
            .formatted(
                scene.system.instance.admin().get("feed-fanout"),
                scene.system.instance.admin().get("feed-reader"),
                scene.system.instance.admin().get("feed-ingest"));
    all.put("deploy/rivulet", attempt("--help", 0, "Exit codes: 0 done"));
    all.put(
        "deploy/rivulet status --admin worker-1=http://127.0.0.1:8193 --admin reader-1=http://127.0.0.1:8092 --admin ingest-1=http://127.0.0.1:8091",
        attempt("status " + admin, 0, "All is well"));
    all.put("deploy/rivulet top", attempt("top --times 2", 0, "(?i)deliver"));
    all.put("deploy/rivulet access redis", attempt("access redis", 0, "user \\S+ off .*"));
    all.put("deploy/rivulet access kafka", attempt("access kafka", 0, "User:\\S+ ALLOW"));
    all.put(
        "deploy/rivulet access kafka --apply --kafka HOST:PORT",
        attempt("access kafka --apply --kafka " + securedKafka, 0, "rights, as they must be"));
    all.put("deploy/rivulet audit --deep", attempt("audit --deep", 0, "RIGHT: all home timelines"));
    all.put("deploy/rivulet scale N", attempt("scale 2", 0, "Workers +2"));
    all.put("deploy/rivulet topics", attempt("topics", 0, "feed.posts.v1: as it must be"));
    all.put("deploy/rivulet memory", attempt("memory --keys 1000", 0, "home"));
    all.put(
        "deploy/rivulet explain @name 123456789",
        attempt("explain @" + Scene.FOLLOWER + " " + post, 0, post));
    all.put("deploy/rivulet operations --write", attempt("operations --write", 0, "#token="));
    all.put(
        "deploy/rivulet repartition", attempt("repartition --partitions 16 --dry-run", 0, "16"));
    all.put(
        "deploy/rivulet dead-letters list --since 2026-01-31T00:00:00Z",
        attempt("dead-letters list --since 2026-01-31T00:00:00Z", 0, "Named too early"));
    all.put(
        "deploy/rivulet dead-letters list --reason unknown-author",
        attempt("dead-letters list --reason unknown-author", 0, "Named too early"));
    all.put(
        "deploy/rivulet dead-letters show N",
        attempt("dead-letters show " + letter, 0, "Named too early"));
    all.put(
        "deploy/rivulet dead-letters replay --reason unknown-author --dry-run",
        attempt("dead-letters replay --reason unknown-author --dry-run", 0, "1 would be replayed"));
    return all;
  }

  @Test
  void everyCommandDoesWhatItIsFor() {
    scene.system.submit(
        "{\"type\":\"post\",\"author\":\"@%s\",\"text\":\"Named too early\"}"
            .formatted(LATER)
            .getBytes(UTF_8));
    String listed =
        await()
            .atMost(SOON)
            .until(
                () -> scene.rivulet("dead-letters", "list", "--reason", "unknown-author").output(),
                output -> output.contains("Named too early"));
    String letter =
        listed
            .lines()
            .filter(line -> line.contains("Named too early"))
            .map(line -> line.strip().split("\\s+", 2)[0])
            .findFirst()
            .orElseThrow();
    String post = scene.api().publish(scene.author, "To be explained");
    ServerSettings secured =
        ServerSettings.ephemeral()
            .withProperty(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
            .withProperty("super.users", "User:ANONYMOUS");
    try (KafkaServer kafka = KafkaServer.start(secured)) {
      Map<String, Attempt> attempts = attempts(letter, post, kafka.bootstrapServers());
      assertThat(runbook.lines("deploy/rivulet"))
          .containsExactlyInAnyOrderElementsOf(attempts.keySet());
      attempts.forEach(
          (said, attempt) -> {
            // What went before may not be over.
            await(said)
                .atMost(SOON)
                .untilAsserted(
                    () -> {
                      Typed.Outcome outcome = scene.rivulet(attempt.typed().toArray(String[]::new));
                      assertThat(outcome.output()).containsPattern(attempt.telling());
                      assertThat(outcome.exit()).isEqualTo(attempt.exit());
                    });
          });
    }
  }

  /// As an administrator's `redis-cli` sends them.
  @Test
  void whatIsSaidToRedisIsAnswered() {
    String key =
        "{%d}:home:%s"
            .formatted(
                Shards.of(Long.parseLong(scene.system.id(Scene.FOLLOWER))),
                scene.system.id(Scene.FOLLOWER));
    Map<String, String> telling = new TreeMap<>();
    telling.put("redis-cli", "");
    telling.put("redis-cli info memory", "used_memory:\\d+");
    telling.put("redis-cli info stats", "evicted_keys:\\d+");
    telling.put("redis-cli info replication", "slave0:.*offset=\\d+,lag=\\d+");
    telling.put("redis-cli slowlog get 10", "\\*\\d+");
    telling.put("redis-cli cluster nodes", "master");
    telling.put("redis-cli cluster info", "cluster_state:ok");
    telling.put("redis-cli -h HOST ping", "PONG");
    telling.put("redis-cli config set maxmemory 8gb", "OK");
    telling.put("redis-cli --raw dump KEY", "\\$\\d+|MOVED");
    telling.put("redis-cli flushall", "OK");
    assertThat(runbook.lines("redis-cli")).containsExactlyInAnyOrderElementsOf(telling.keySet());
    telling.forEach(
        (said, answer) -> {
          String command =
              said.replace("redis-cli", "")
                  .replace("-h HOST", "")
                  .replace("--raw", "")
                  .replace("KEY", key)
                  .strip();
          if (!command.isEmpty()) {
            assertThat(scene.tellPrimaries(command)).as(said).containsPattern(answer);
          }
        });
  }

  @Test
  void whatServicesSayOfThemselvesIsThere() {
    assertThat(runbook.lines("curl"))
        .containsExactlyInAnyOrder(
            "curl -s http://127.0.0.1:8193/healthcheck",
            "curl -s http://127.0.0.1:8193/metrics",
            "curl -s http://127.0.0.1:8193/ready");
    for (String service : List.of("feed-ingest", "feed-fanout", "feed-reader")) {
      await(service)
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(scene.admin(service, "/healthcheck").status()).isEqualTo(200));
      assertThat(scene.admin(service, "/metrics").body()).contains("rivulet_redis_command");
      assertThat(scene.admin(service, "/ready").status()).as(service).isEqualTo(200);
    }
  }

  @Test
  void alertsFireAndEnd() throws Exception {
    Trials.spoiltTopic().on(scene, runbook);
    Trials.unknownAuthor().on(scene, runbook);
    Trials.workerStopped().on(scene, runbook);
    Trials.corruptTimeline().on(scene, runbook);
    Trials.redisStopped(
            List.of(
                Sign.query(
                    "RouteFails",
                    "sum by (status) (rivulet:http_requests:rate5m{status=~\"5..\"})")))
        .on(scene, runbook);
    assertThat(scene.rivulet("audit", "--deep").exit()).isZero();
  }
}
