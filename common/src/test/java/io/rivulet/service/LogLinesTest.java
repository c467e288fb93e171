package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.validation.Validators;
import io.dropwizard.testing.DropwizardTestSupport;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// A service whose lines are laid out as a shipped configuration says.
class LogLinesTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SAID = "said \"so\"\nby ann";

  /// Says one line a request.
  public static final class TalkingApplication extends Application<TalkingConfiguration> {
    private final ServiceBundle service = new ServiceBundle(Clock.systemUTC());

    @Override
    public void initialize(Bootstrap<TalkingConfiguration> bootstrap) {
      bootstrap.addBundle(service);
    }

    @Override
    public void run(TalkingConfiguration configuration, Environment environment) {
      environment.jersey().register(new TalkingResource());
    }
  }

  public static final class TalkingConfiguration extends ServiceConfiguration {}

  @Path("/say")
  public static final class TalkingResource {
    @GET
    @Path("/{what}")
    public String say(@PathParam("what") String what) {
      LoggerFactory.getLogger("talking").warn("{}", SAID);
      return what;
    }
  }

  @TempDir private java.nio.file.Path folder;

  private static JsonNode layout(String file, String type) throws Exception {
    String text = Files.readString(java.nio.file.Path.of("..", file));
    String chosen = text.replaceAll("\\$\\{(FEED|RIVULET)_LOGS:-text}", type);
    assertThat(chosen).as("the switch of " + file).isNotEqualTo(text);
    return new YamlConfigurationFactory<>(
            ObjectNode.class, Validators.newValidator(), new JsonMapper(), "dw")
        .build(_ -> new ByteArrayInputStream(chosen.getBytes(StandardCharsets.UTF_8)), file)
        .at("/logging/appenders/0/layout");
  }

  private List<String> linesOf(JsonNode layout) throws Exception {
    java.nio.file.Path log = folder.resolve("service.log");
    Map<String, Object> appender =
        Map.of(
            "type",
            "file",
            "currentLogFilename",
            log.toString(),
            "archive",
            false,
            "layout",
            layout);
    Map<String, Object> any = Map.of("type", "http", "port", 0, "bindHost", "127.0.0.1");
    Map<String, Object> configuration =
        Map.of(
            "logging",
            Map.of("appenders", List.of(appender)),
            "tracing",
            Map.of("endpoint", "http://127.0.0.1:1", "ratio", 1),
            "server",
            Map.of("applicationConnectors", List.of(any), "adminConnectors", List.of(any)));
    java.nio.file.Path file = folder.resolve("service.yml");
    Files.writeString(file, new JsonMapper().writeValueAsString(configuration));
    var service = new DropwizardTestSupport<>(TalkingApplication.class, file.toString());
    service.before();
    try (HttpClient http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + service.getLocalPort() + "/say/hello"))
              .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-00")
              .build();
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> Files.exists(log) && Files.readString(log).contains("talking"));
    } finally {
      service.after();
    }
    return Files.readAllLines(log);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "feed-ingest/config/ingest.yml",
        "feed-fanout/config/fanout.yml",
        "feed-reader/config/reader.yml"
      })
  void jsonIsAnObjectALineWithWhatASearchNeeds(String file) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : linesOf(layout(file, "json"))) {
      lines.add(new JsonMapper().readTree(line));
    }
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(Instant.parse(line.path("timestamp").asText())).isNotNull();
              assertThat(line.path("level").asText()).isNotEmpty();
              assertThat(line.path("logger").asText()).isNotEmpty();
              assertThat(line.has("message")).isTrue();
            });
    assertThat(lines)
        .filteredOn(line -> line.path("logger").asText().equals("talking"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.path("message").asText()).isEqualTo(SAID);
              assertThat(line.path("level").asText()).isEqualTo("WARN");
              assertThat(line.path("traceId").asText()).isEqualTo(TRACE);
            });
    assertThat(lines).anySatisfy(line -> assertThat(line.has("traceId")).isFalse());
  }

  @ParameterizedTest
  @ValueSource(strings = "feed-reader/config/reader.yml")
  void textTellsTheTraceBehindTheMessageOfWhatIsTracedAlone(String file) throws Exception {
    List<String> lines = linesOf(layout(file, "text"));
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).startsWith("WARN ").contains(" talking: said "))
        .anySatisfy(line -> assertThat(line).isEqualTo("by ann traceId=" + TRACE));
    assertThat(lines).filteredOn(line -> line.contains("traceId")).hasSize(1);
  }
}
