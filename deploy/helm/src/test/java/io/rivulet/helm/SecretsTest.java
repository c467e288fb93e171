package io.rivulet.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Secrets are named, and never written.
class SecretsTest {
  /// Keys of what holds one itself.
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|passwd|jaas|secret|token|private|keystore\\.key).*");

  /// What may stand beside such a key: where it is.
  private static final Pattern PLACE =
      Pattern.compile("/run/secrets/rivulet/.*|\\$\\{[^}]+}|/etc/rivulet/.*");

  static Stream<Rendered> charts() {
    return Variants.all();
  }

  @ParameterizedTest
  @MethodSource("charts")
  void thereIsNoSecretAndNoValueIsOne(Rendered chart) throws Exception {
    assertThat(chart.of("Secret")).isEmpty();
    List<String> written = new ArrayList<>();
    for (JsonNode workload : chart.workloads()) {
      for (JsonNode one : Rendered.container(workload).path("env")) {
        if (one.has("value")) {
          look(one.path("name").asText(), one.path("value").asText(), written);
        }
      }
    }
    for (JsonNode map : chart.of("ConfigMap").toList()) {
      for (JsonNode file : map.path("data")) {
        file.asText().lines().forEach(line -> line(line, written));
      }
    }
    assertThat(written).isEmpty();
  }

  private static void line(String line, List<String> written) {
    String[] parts = line.strip().split("[:=]", 2);
    if (parts.length == 2) {
      look(parts[0], parts[1].strip(), written);
    }
  }

  private static void look(String key, String value, List<String> written) {
    if (SECRET.matcher(key).matches()
        && !value.isEmpty()
        && !PLACE.matcher(value).matches()
        // A provider of Kafka's is called so; what the issuer of tokens is called is no secret.
        && !key.startsWith("config.providers")) {
      written.add(key + ": " + value);
    }
  }

  /// Every Secret of a pod has its name from the values, and only the keys that are said there.
  @ParameterizedTest
  @MethodSource("charts")
  void podsSeeOnlyTheirOwnKeysOfASecret(Rendered chart) {
    for (JsonNode workload : chart.workloads()) {
      for (JsonNode volume : Rendered.pod(workload).path("volumes")) {
        assertThat(volume.has("secret")).as("%s: only by keys", volume).isFalse();
        for (JsonNode source : volume.at("/projected/sources")) {
          assertThat(source.at("/secret/name").asText()).isNotBlank();
          assertThat(source.at("/secret/items")).isNotEmpty();
        }
      }
      List<String> redis =
          Rendered.pod(workload).findValues("items").stream()
              .flatMap(Rendered::all)
              .filter(item -> item.path("path").asText().equals("redis/password"))
              .map(item -> item.path("key").asText())
              .toList();
      assertThat(redis).isSubsetOf(Rendered.name(workload));
    }
  }

  /// What a file of the configuration names is mounted.
  @ParameterizedTest
  @MethodSource("charts")
  void everyFileOfASecretThatIsNamedIsThere(Rendered chart) {
    Pattern named = Pattern.compile("/run/secrets/rivulet/([\\w./-]+)");
    for (JsonNode workload : chart.workloads()) {
      List<String> there =
          Rendered.pod(workload).findValues("items").stream()
              .flatMap(Rendered::all)
              .map(item -> item.path("path").asText())
              .toList();
      String text =
          Rendered.container(workload)
              + chart.one("ConfigMap", Rendered.name(workload)).toString().replace("\\n", "\n");
      assertThat(named.matcher(text).results().map(found -> found.group(1)))
          .filteredOn(path -> !path.equals("kafka"))
          .isNotEmpty()
          .isSubsetOf(there);
    }
  }
}
