package io.rivulet.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// All that the chart makes is known to whom it is for, whatever is switched on.
class SchemasTest {
  static Stream<Rendered> charts() {
    return Variants.all();
  }

  @ParameterizedTest
  @MethodSource("charts")
  void everythingIsKnownToWhoReadsIt(Rendered chart) {
    assertThat(chart.documents().size()).isGreaterThan(12);
    // KEDA's kind is held to what the autoscaler prints, see AutoscalingTest.
    assertThat(
            chart.documents().stream()
                .filter(one -> !one.path("kind").asText().equals("ScaledObject")))
        .flatExtracting(Schemas::faults)
        .isEmpty();
  }

  @Test
  void whatIsUnknownOrOfAnotherTypeIsFound() {
    JsonNode workload = Chart.of("small").workload("feed-fanout");
    ObjectNode misspelt = workload.deepCopy();
    ((ObjectNode) Rendered.container(misspelt)).put("readynessProbe", "x");
    assertThat(Schemas.faults(misspelt))
        .singleElement()
        .asString()
        .endsWith("/readynessProbe: unknown");
    ObjectNode another = workload.deepCopy();
    ((ObjectNode) another.path("spec")).put("replicas", "two");
    assertThat(Schemas.faults(another)).singleElement().asString().contains("two");
    JsonNode foreign = Rendered.YAML.valueToTree(Map.of("apiVersion", "v9", "kind", "Ship"));
    assertThat(Schemas.faults(foreign)).singleElement().asString().startsWith("v9 Ship: no schema");
  }
}
