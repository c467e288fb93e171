package io.rivulet.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingSettingsTest {
  private static TracingSettings read(String json) throws Exception {
    return new JsonMapper().readValue(json, TracingSettings.class);
  }

  @Test
  void nothingIsTracedUnlessThereIsAnEndpoint() throws Exception {
    assertThat(read("{}")).isEqualTo(TracingSettings.OFF);
    assertThat(read("{\"endpoint\": \"\", \"headersFile\": \"\"}")).isEqualTo(TracingSettings.OFF);
    assertThat(TracingSettings.OFF.ratio()).isEqualTo(0.001);
  }

  @Test
  void anEndpointWithoutAPathHasThatOfTheProtocol() throws Exception {
    assertThat(read("{\"endpoint\": \"http://127.0.0.1:4318\"}").endpoint())
        .contains(URI.create("http://127.0.0.1:4318/v1/traces"));
    assertThat(read("{\"endpoint\": \"https://traces.example/otlp\"}").endpoint())
        .contains(URI.create("https://traces.example/otlp"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.1", "\"NaN\""})
  void aRatioIsAPart(String ratio) {
    assertThatThrownBy(() -> read("{\"ratio\": " + ratio + "}"))
        .hasMessageContaining("tracing.ratio must be 0 to 1, but is ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"collector:4318", "ftp://collector", "http://", "http:///v1"})
  void anEndpointThatIsNoneIsNamed(String endpoint) {
    assertThatThrownBy(() -> TracingSettings.to(endpoint, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tracing.endpoint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://user:hidden@host", "http://host?key=hidden"})
  void asAnAddressIsLoggedItMayHaveNoSecretAndNoMessageTellsIt(String endpoint) {
    assertThatThrownBy(() -> TracingSettings.to(endpoint, 1))
        .hasMessageContaining("a token belongs into tracing.headersFile")
        .message()
        .doesNotContain("hidden");
  }

  @Test
  void aFileOfHeadersIsReadEachTimeAndItsMistakesAreToldByTheirPlaceAlone(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("headers");
    CollectorHeaders headers = new CollectorHeaders(file);
    assertThatThrownBy(headers::get).hasMessageContaining("cannot be read: " + file);
    Files.writeString(file, "# of the collector\n\nAuthorization: Bearer a:b\nX-Tenant: 7\n");
    assertThat(headers.get()).isEqualTo(Map.of("Authorization", "Bearer a:b", "X-Tenant", "7"));
    Files.writeString(file, "X-Tenant: 7\nhidden\n");
    assertThatThrownBy(headers::get)
        .hasMessageContaining("line 2 of " + file)
        .message()
        .doesNotContain("hidden");
  }
}
