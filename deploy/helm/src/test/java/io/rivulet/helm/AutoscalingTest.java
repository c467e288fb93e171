package io.rivulet.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.autoscale.AutoscaleCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// What follows the autoscaler's number is what `deploy/rivulet autoscale` prints.
class AutoscalingTest {
  @ParameterizedTest
  @CsvSource({
    "small,keda,ScaledObject,4,2,4",
    "medium,keda,ScaledObject,16,2,8",
    "large,keda,ScaledObject,64,4,32",
    "small,hpa,HorizontalPodAutoscaler,4,2,4",
    "medium,hpa,HorizontalPodAutoscaler,16,2,8",
    "large,hpa,HorizontalPodAutoscaler,64,4,32"
  })
  void itIsWhatTheCommandPrints(
      String size, String by, String kind, String partitions, String least, String most)
      throws Exception {
    Rendered chart = Chart.of(size, Map.of("autoscaling.by", by));
    JsonNode printed = Rendered.YAML.readTree(printed(by, partitions, least, most));
    JsonNode made = chart.one(kind, "feed-fanout");
    assertThat(made.path("apiVersion")).isEqualTo(printed.path("apiVersion"));
    assertThat(made.path("spec")).isEqualTo(printed.path("spec"));
    assertThat(chart.of("KafkaTopic").filter(one -> Rendered.name(one).equals("feed.posts.v1")))
        .singleElement()
        .satisfies(
            topic -> assertThat(topic.at("/spec/partitions").asText()).isEqualTo(partitions));
    assertThat(chart.workload("feed-fanout").path("spec").has("replicas"))
        .as("whoever counts workers is not overruled by an upgrade")
        .isFalse();
  }

  @Test
  void boundsThatDoNotShareThePartitionsEvenlyAreTheNextThatDo() throws Exception {
    Rendered chart =
        Chart.of(
            "large",
            Map.of("autoscaling.by", "keda", "autoscaling.least", 3, "autoscaling.most", 30));
    assertThat(chart.one("ScaledObject", "feed-fanout").path("spec"))
        .isEqualTo(Rendered.YAML.readTree(printed("keda", "64", "3", "30")).path("spec"));
  }

  private static String printed(String by, String partitions, String least, String most) {
    StringWriter out = new StringWriter();
    List<String> arguments =
        List.of("--print", by, "--partitions", partitions, "--least", least, "--most", most);
    int code =
        new CommandLine(new AutoscaleCommand())
            .setOut(new PrintWriter(out))
            .execute(arguments.toArray(String[]::new));
    assertThat(code).isZero();
    return out.toString();
  }
}
