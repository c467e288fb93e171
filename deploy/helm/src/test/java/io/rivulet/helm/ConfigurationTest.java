package io.rivulet.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.fanout.FanoutApplication;
import io.rivulet.ingest.IngestApplication;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.reader.ReaderApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What services are configured by is what they take.
class ConfigurationTest {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");

  /// Of the platform, not of a service.
  private static final Set<String> PLATFORM = Set.of("JDK_JAVA_OPTIONS", "POD_NAME");

  private static final Map<String, Class<?>> SERVICES =
      Map.of(
          "feed-ingest", IngestApplication.class,
          "feed-fanout", FanoutApplication.class,
          "feed-reader", ReaderApplication.class);

  @TempDir private Path folder;

  static Stream<Rendered> charts() {
    return Variants.all();
  }

  private static String file(String service) {
    return service.substring("feed-".length()) + ".yml";
  }

  private static Set<String> variables(String text) {
    return VARIABLE
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void variablesAreThoseOfTheShippedFilesAndNoneIsSetInVain(Rendered chart) {
    for (String service : SERVICES.keySet()) {
      Set<String> shipped =
          variables(Chart.read(Chart.ROOT.resolve(service + "/config/" + file(service))));
      Set<String> asked = variables(chart.file(service, file(service)));
      assertThat(shipped).as(service).containsAll(asked);
      Set<String> set =
          new TreeSet<>(Environment.of(Rendered.container(chart.workload(service))).keySet());
      set.removeAll(PLATFORM);
      assertThat(asked).as(service).containsAll(set);
      String withoutDefault =
          chart.file(service, file(service)).replaceAll("\\$\\{[A-Z_]+:-[^}]*}", "");
      assertThat(set).as(service).containsAll(variables(withoutDefault));
    }
  }

  static Stream<Rendered> few() {
    return Stream.of(
        Chart.of("small"),
        Chart.of("large"),
        Chart.of("small", Variants.EVERYTHING),
        Chart.of("small", Variants.PLAIN));
  }

  /// By `--check-config` of each service, in the environment of its pod.
  @ParameterizedTest
  @MethodSource("few")
  void eachServiceSaysThatItsFileIsRight(Rendered chart) throws Exception {
    for (Map.Entry<String, Class<?>> service : SERVICES.entrySet()) {
      JsonNode container = Rendered.container(chart.workload(service.getKey()));
      assertThat(Rendered.all(container.path("args")).map(JsonNode::asText))
          .containsExactly(
              service.getValue().getName(), "server", "/etc/rivulet/" + file(service.getKey()));
      String text = chart.file(service.getKey(), file(service.getKey()));
      assertThat(checked(service.getValue(), text, Environment.of(container)))
          .endsWith(" is right\n");
    }
  }

  @Test
  void whatIsSetOverTheFileIsInIt() throws Exception {
    Rendered chart =
        Chart.of(
            "small", Map.of("fanout.settings.largeAuthors.threshold", 5_000, "fanout.threads", 4));
    JsonNode file = Rendered.YAML.readTree(chart.file("feed-fanout", "fanout.yml"));
    assertThat(file.at("/largeAuthors/threshold").asInt()).isEqualTo(5_000);
    assertThat(file.at("/streams/stateDirectory").asText()).isEqualTo("${RIVULET_STATE}");
    String wrong =
        Chart.of("small", Map.of("reader.settings.homme.timeToLive", "P1D"))
            .file("feed-reader", "reader.yml");
    assertThat(checked(ReaderApplication.class, wrong, Map.of())).contains("homme");
  }

  private String checked(Class<?> main, String text, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("service.yml"), text);
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            "--check-config",
            file.toString());
    builder.environment().putAll(environment);
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said;
  }

  /// Of Kafka's client, with Secrets as Strimzi makes them in place of those of a pod.
  @Test
  void kafkasClientFindsItsSecretsWhereTheyAreMounted() throws Exception {
    Files.writeString(folder.resolve("sasl.jaas.config"), "scram of Strimzi");
    AdminClientConfig scram = client(Chart.of("small"));
    assertThat(scram.getPassword("sasl.jaas.config").value()).isEqualTo("scram of Strimzi");
    assertThat(scram.getString("security.protocol")).isEqualTo("SASL_SSL");

    Files.writeString(folder.resolve("user.crt"), "a certificate");
    Files.writeString(folder.resolve("user.key"), "a key");
    AdminClientConfig tls = client(Chart.of("small", Variants.CERTIFICATES));
    assertThat(tls.getString("security.protocol")).isEqualTo("SSL");
    assertThat(tls.getString("ssl.keystore.type")).isEqualTo("PEM");
    assertThat(tls.getPassword("ssl.keystore.key").value()).isEqualTo("a key");
    assertThat(tls.getPassword("ssl.keystore.certificate.chain").value())
        .isEqualTo("a certificate");
    assertThat(client(Chart.of("small", Variants.PLAIN)).getString("security.protocol"))
        .isEqualTo("PLAINTEXT");
  }

  private AdminClientConfig client(Rendered chart) throws IOException {
    String text =
        chart
            .file("feed-ingest", "kafka.properties")
            .replace("/run/secrets/rivulet/kafka", folder.toString());
    Path file = Files.writeString(folder.resolve("kafka.properties"), text);
    return new AdminClientConfig(new KafkaSettings("kafka:9092", file).client());
  }
}
