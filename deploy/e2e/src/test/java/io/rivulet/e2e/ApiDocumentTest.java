package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.contract.ApiDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The document that feed-reader serves is the one that the code of all services makes.
class ApiDocumentTest {
  private static final Path SERVED =
      Path.of("../../feed-reader/src/main/resources/io/rivulet/reader/docs/openapi.json");

  private static final ObjectNode document = ApiDocument.ofClassPath();

  @Test
  void theServedDocumentIsWhatTheCodeMakes() throws IOException {
    String made = ApiDocument.text(document);
    if ("replace".equals(System.getProperty("openapi"))) {
      Files.writeString(SERVED, made);
    }
    assertThat(Files.readString(SERVED))
        .as("out of date: run CONTRIBUTING.md's command for the OpenAPI document")
        .isEqualTo(made);
  }

  @Test
  void everyMethodThatAnswersJsonSaysWhich() {
    assertThat(ApiDocument.unclear()).as("methods that want @Answers").isEmpty();
  }

  @Test
  void everyServiceIsInIt() {
    for (String path :
        new String[] {
          "/api/v1/timelines/home", "/api/v1/statuses", "/oauth/token", "/oauth/authorize"
        }) {
      assertThat(document.path("paths").has(path)).as(path).isTrue();
    }
  }

  @Test
  void noTwoOperationsHaveOneName() {
    assertThat(document.path("paths").findValuesAsText("operationId")).doesNotHaveDuplicates();
  }

  /// Every variable of a path is a parameter, and the other way round.
  @Test
  void variablesOfPathsAreParameters() {
    document
        .path("paths")
        .propertyStream()
        .forEach(
            path ->
                path.getValue()
                    .forEach(
                        operation ->
                            assertThat(
                                    operation
                                        .path("parameters")
                                        .valueStream()
                                        .filter(
                                            parameter ->
                                                parameter.path("in").asText().equals("path"))
                                        .map(
                                            parameter ->
                                                "{" + parameter.path("name").asText() + "}"))
                                .as(path.getKey())
                                .allMatch(path.getKey()::contains)
                                .hasSize(variables(path.getKey()))));
  }

  private static int variables(String path) {
    return path.length() - path.replace("{", "").length();
  }
}
