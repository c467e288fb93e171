package io.rivulet.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rivulet.servers.ProgramPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Prometheus computes is what the rule says; the rest parses and follows it.
class ManifestsTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final int CASES = 40;

  @TempDir private Path folder;

  /// What is seen, told by series that grow evenly for long enough for all windows.
  private static String series(Seen seen, int planned) {
    double records = seen.postsPlanned() * seen.recipients() / seen.recipientsPerRecord();
    return String.format(
        Locale.ROOT,
        """
              - {series: 'rivulet_plan_events_total{instance="a",type="post-published"}', values: '0+%1$s*%2$d'}
              - {series: 'rivulet_plan_events_total{instance="a",type="followed"}', values: '0+777x%2$d'}
              - {series: 'rivulet_plan_recipients_total{instance="a"}', values: '0+%3$s*%2$d'}
              - {series: 'rivulet_plan_delivery_records_total{instance="a"}', values: '0+%4$s*%2$d'}
              - {series: 'rivulet_partition_lag{topic="feed.posts.v1",partition="0"}', values: '%5$s+%6$s*%2$d'}
              - {series: 'rivulet_partition_lag{topic="feed.deliveries.v1",partition="0"}', values: '%7$s+0x%2$d'}
              - {series: 'rivulet_oldest_undelivered_seconds', values: '%8$s+0x%2$d'}
        """
            .replace("*%2$d", "x%2$d"),
        seen.postsPlanned() * 15,
        planned,
        seen.postsPlanned() * seen.recipients() * 15,
        records * 15,
        seen.postsLag() - seen.postsLagGrowth() * 15 * planned,
        seen.postsLagGrowth() * 15,
        seen.deliveriesLag(),
        seen.oldestSeconds());
  }

  private static String tasks(int workers, int planned) {
    StringBuilder series = new StringBuilder();
    for (int i = 0; i < workers; i++) {
      series.append(
          "      - {series: 'rivulet_tasks{instance=\"%d\"}', values: '8+0x%d'}%n"
              .formatted(i, planned));
    }
    return series.toString();
  }

  private static Seen random(Random random) {
    double postsPlanned = 1 + random.nextInt(20_000);
    double growth = random.nextInt(2_000);
    return new Seen(
        postsPlanned,
        growth * 15 * 48 + random.nextInt(100_000),
        growth,
        1 + random.nextInt(200),
        random.nextInt(100_000),
        1 + random.nextInt(50),
        random.nextInt(60),
        1 + random.nextInt(8));
  }

  @Test
  void prometheusSaysWhatTheRuleSays() throws Exception {
    long seed = System.nanoTime() % 1_000_000;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    ScalingSettings settings = Settings.usual();
    ScalingRule rule = new ScalingRule(settings);
    StringBuilder tests =
        new StringBuilder("rule_files: [rules.yml]\nevaluation_interval: 15s\ntests:\n");
    for (int i = 0; i < CASES; i++) {
      Seen seen = random(random);
      tests.append(
          """
            - interval: 15s
              input_series:
          """);
      tests.append(series(seen, 48)).append(tasks(seen.workers(), 48));
      // Twelve minutes on, what is asked for at that moment.
      tests.append(
          """
              promql_expr_test:
                - expr: rivulet:fanout_workers_asked
                  eval_time: 12m
                  exp_samples: [{labels: 'rivulet:fanout_workers_asked', value: %d}]
          """
              .formatted(rule.now(seen)));
    }
    Files.writeString(folder.resolve("rules.yml"), new Manifests(settings).rules());
    Files.writeString(folder.resolve("tests.yml"), tests);
    assertThat(promtool("check", "rules", "rules.yml")).contains("SUCCESS");
    assertThat(promtool("test", "rules", "tests.yml")).contains("SUCCESS");
  }

  private static final String TWO_WORKERS =
      """
            - {series: 'rivulet_tasks{instance="a"}', values: '8x120'}
            - {series: 'rivulet_tasks{instance="b"}', values: '8x120'}
      """;

  /// Five minutes of 180,000 deliveries/s, then nothing; told for half an hour.
  private static final String SERIES =
      """
            - {series: 'rivulet_plan_events_total{type="post-published"}', values: '0+270000x20 5400000+0x100'}
            - {series: 'rivulet_plan_recipients_total', values: '0+2700000x20 54000000+0x100'}
            - {series: 'rivulet_plan_delivery_records_total', values: '0+270000x20 5400000+0x100'}
            - {series: 'rivulet_partition_lag{topic="feed.posts.v1",partition="0"}', values: '0x120'}
            - {series: 'rivulet_partition_lag{topic="feed.deliveries.v1",partition="0"}', values: '0x120'}
      """;

  private static String wanted(String at, String samples) {
    return "      - {expr: 'rivulet:fanout_workers_wanted', eval_time: %s, exp_samples: [%s]}%n"
        .formatted(at, samples);
  }

  private static String wanted(String at, int workers) {
    return wanted(at, "{labels: 'rivulet:fanout_workers_wanted', value: %d}".formatted(workers));
  }

  private void requireThat(String inputs, String expected) throws Exception {
    Files.writeString(folder.resolve("rules.yml"), new Manifests(Settings.usual()).rules());
    Files.writeString(
        folder.resolve("tests.yml"),
        "rule_files: [rules.yml]\nevaluation_interval: 15s\ntests:\n  - interval: 15s\n"
            + "    input_series:\n"
            + inputs
            + "    promql_expr_test:\n"
            + expected);
    assertThat(promtool("test", "rules", "tests.yml")).contains("SUCCESS");
  }

  @Test
  void thereAreMoreAtOnceAndFewerAfterTheCalm() throws Exception {
    requireThat(
        TWO_WORKERS + SERIES,
        wanted("5m", 4) + wanted("10m", 4) + wanted("14m", 4) + wanted("20m", 2));
  }

  @Test
  void whereNothingIsToldThereIsNoNumber() throws Exception {
    requireThat(TWO_WORKERS + SERIES, wanted("29m", 2) + wanted("50m", ""));
    requireThat("", wanted("5m", ""));
  }

  /// As after a restart of Prometheus that has lost its data.
  @Test
  void untilTheCalmIsSeenThereAreNoFewerThanThereAre() throws Exception {
    StringBuilder eight = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      eight.append(
          "      - {series: 'rivulet_tasks{instance=\"%d\"}', values: '8x120'}%n".formatted(i));
    }
    requireThat(eight + SERIES, wanted("5m", 8) + wanted("20m", 2));
  }

  @Test
  void whileRedisTakesNoWritesNoMoreAreAskedFor() throws Exception {
    String late = "      - {series: 'rivulet_oldest_undelivered_seconds', values: '300x120'}\n";
    requireThat(TWO_WORKERS + SERIES + late, wanted("25m", 4));
    String closed = "      - {series: 'rivulet_gate_closed_seconds', values: '%s'}\n";
    requireThat(TWO_WORKERS + SERIES + late + closed.formatted("0x120"), wanted("25m", 4));
    requireThat(TWO_WORKERS + SERIES + late + closed.formatted("60x120"), wanted("25m", 2));
  }

  @Test
  void whoFollowsPrometheusFollowsAtOnceAndWithinTheSteps() throws IOException {
    Manifests manifests = new Manifests(Settings.of(1_024, 3, 20));
    JsonNode keda = YAML.readTree(manifests.scaledObject());
    assertThat(keda.path("kind").asText()).isEqualTo("ScaledObject");
    assertThat(keda.at("/spec/minReplicaCount").asInt()).isEqualTo(4);
    assertThat(keda.at("/spec/maxReplicaCount").asInt()).isEqualTo(16);
    assertThat(keda.at("/spec/triggers/0/metadata/query").asText()).isEqualTo(Manifests.WANTED);
    assertThat(keda.at("/spec/triggers/0/metadata/threshold").asText()).isEqualTo("1");
    assertThat(keda.at("/spec/triggers/0/metadata/ignoreNullValues").asText()).isEqualTo("false");
    JsonNode hpa = YAML.readTree(manifests.podAutoscaler());
    assertThat(hpa.path("apiVersion").asText()).isEqualTo("autoscaling/v2");
    assertThat(hpa.at("/spec/minReplicas").asInt()).isEqualTo(4);
    assertThat(hpa.at("/spec/maxReplicas").asInt()).isEqualTo(16);
    for (JsonNode behavior :
        List.of(
            keda.at("/spec/advanced/horizontalPodAutoscalerConfig/behavior"),
            hpa.at("/spec/behavior"))) {
      assertThat(behavior.at("/scaleDown/stabilizationWindowSeconds").asInt(-1)).isZero();
      assertThat(behavior.at("/scaleUp/policies/0/type").asText()).isEqualTo("Percent");
    }
  }

  private String promtool(String... arguments) throws IOException, InterruptedException {
    Optional<Path> found = ProgramPath.find("promtool");
    String problem = "promtool is not installed (Debian: apt-get install prometheus)";
    if ("required".equals(System.getenv("FEED_CLIENTS"))) {
      assertThat(found).as(problem).isPresent();
    }
    assumeTrue(found.isPresent(), problem);
    List<String> command = new ArrayList<>(List.of(found.orElseThrow().toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
    return said;
  }
}
