package io.rivulet.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.capacity.PlanCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// Sizes are what the planner says for the loads that their files claim, by the figures that are
/// recorded with it.
class SizesTest {
  private static final String COMMAND = "# deploy/rivulet plan ";

  @TempDir private Path noBenchmarks;

  private JsonNode plan(String size) throws Exception {
    String command =
        lines(size)
            .filter(line -> line.startsWith(COMMAND))
            .findFirst()
            .orElseThrow()
            .substring(COMMAND.length());
    String data = System.setProperty("rivulet.data", noBenchmarks.toString());
    try {
      StringWriter out = new StringWriter();
      int code =
          new CommandLine(new PlanCommand())
              .setOut(new PrintWriter(out))
              .execute((command + " --json").split(" ", -1));
      assertThat(code).isZero();
      return Rendered.YAML.readTree(out.toString()).path("plan");
    } finally {
      if (data == null) {
        System.clearProperty("rivulet.data");
      } else {
        System.setProperty("rivulet.data", data);
      }
    }
  }

  private static Stream<String> lines(String size) {
    return Chart.read(Chart.FOLDER.resolve("values-" + size + ".yaml")).lines();
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "medium", "large"})
  void aFileTellsWhatThePlannerSays(String size) throws Exception {
    JsonNode plan = plan(size);
    double gigabytes =
        Rendered.all(plan.at("/redis/gigabytes")).mapToDouble(JsonNode::asDouble).sum();
    String said =
        String.format(
            Locale.ROOT,
            "# %,.0f deliveries/s at the peak; workers: %d, partitions: %d, Redis primaries: %d with %.0f GB after a year, Kafka brokers: %d.",
            plan.at("/flow/peak").asDouble(),
            plan.at("/fanout/workers").asInt(),
            plan.at("/fanout/partitions").asInt(),
            plan.at("/redis/primaries").asInt(),
            Math.ceil(gigabytes),
            plan.at("/kafka/brokers").asInt());
    assertThat(lines(size)).contains(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "medium", "large"})
  void thereIsAsMuchOfEverythingAsThePlannerSays(String size) throws Exception {
    JsonNode plan = plan(size);
    Rendered chart = Chart.of(size);
    JsonNode fanout = chart.workload("feed-fanout");
    int workers = fanout.at("/spec/replicas").asInt();
    int partitions = chart.one("KafkaTopic", "feed.posts.v1").at("/spec/partitions").asInt();
    Map<String, String> environment = Environment.of(Rendered.container(fanout));
    int threads = Integer.parseInt(environment.getOrDefault("RIVULET_THREADS", "0"));

    assertThat(workers).isGreaterThanOrEqualTo(plan.at("/fanout/workers").asInt());
    assertThat(partitions % workers).as("shared evenly").isZero();
    assertThat(partitions).isGreaterThanOrEqualTo(plan.at("/fanout/partitions").asInt());
    assertThat(Integer.bitCount(partitions)).as("a power of two").isEqualTo(1);
    assertThat(workers * threads)
        .as("no more threads than partitions")
        .isLessThanOrEqualTo(partitions);
    assertThat(Quantity.cores(cpu(fanout))).as("a core a thread").isGreaterThanOrEqualTo(threads);

    double stores = plan.at("/fanout/storeGigabytes").asDouble() * 1e9 / (1 << 20);
    assertThat((double) Quantity.megabytes(storage(fanout)) * (workers - 1))
        .as("stores fit when one worker is away")
        .isGreaterThan(stores);

    JsonNode reader = chart.workload("feed-reader");
    assertThat(Quantity.cores(cpu(reader)) * (reader.at("/spec/replicas").asInt() - 1))
        .as("pages are served when one reader is away")
        .isGreaterThan(plan.path("readerCores").asDouble());
  }

  private static String cpu(JsonNode workload) {
    return Rendered.container(workload).at("/resources/requests/cpu").asText();
  }

  private static String storage(JsonNode workload) {
    return workload.at("/spec/volumeClaimTemplates/0/spec/resources/requests/storage").asText();
  }
}
