package io.rivulet.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("targets.json"), text);
  }

  @Test
  void servicesAreNamedByTheirJobAndByWhereTheyAreIfThereAreSeveral() throws IOException {
    assertThat(
            Targets.read(
                file(
                    """
                    [{"targets": ["10.0.0.7:8081"], "labels": {"job": "feed-fanout", "zone": "a"}},
                     {"targets": ["10.0.0.8:8081", "[::1]:8082"], "labels": {"job": "feed-fanout"}},
                     {"targets": ["reader:8081"], "labels": {"job": "feed-reader", "__scheme__": "https"}}]
                    """)))
        .isEqualTo(
            Map.of(
                "feed-fanout 10.0.0.7:8081", URI.create("http://10.0.0.7:8081"),
                "feed-fanout 10.0.0.8:8081", URI.create("http://10.0.0.8:8081"),
                "feed-fanout [::1]:8082", URI.create("http://[::1]:8082"),
                "feed-reader", URI.create("https://reader:8081")));
    assertThat(Targets.read(file("[]"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[",
        "[{}]",
        "[{\"targets\": \"a:1\", \"labels\": {\"job\": \"x\"}}]",
        "[{\"targets\": [\"a\"], \"labels\": {\"job\": \"x\"}}]",
        "[{\"targets\": [\"a b:1\"], \"labels\": {\"job\": \"x\"}}]",
        "[{\"targets\": [\"a:1\"], \"labels\": {}}]"
      })
  void whatElseIsSaidIsToldWithTheFile(String text) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> Targets.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("targets.json");
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    assertThatThrownBy(() -> Targets.read(folder.resolve("none.json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none.json cannot be read");
  }
}
