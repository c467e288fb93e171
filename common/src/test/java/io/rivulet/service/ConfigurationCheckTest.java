package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationCheckTest {
  @TempDir private Path folder;

  private List<String> faults(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("echo.yml"), yaml);
    return ConfigurationCheck.of(new EchoApplication(), file.toString()).faults().stream()
        .map(fault -> fault.replace(folder + "/", ""))
        .toList();
  }

  @Test
  void nothingIsSaidOfAFileThatIsRight() throws IOException {
    assertThat(
            faults(
                """
                tokens:
                  keys: ${NO_SUCH_VARIABLE:-keys.json}
                server:
                  applicationConnectors: [{type: http, port: 0}]
                """))
        .isEmpty();
  }

  @Test
  void aSettingThatThereIsNotIsNamedWithItsLineAndThoseThatThereAre() throws IOException {
    assertThat(
            faults(
                """
                # A comment.
                tokens:
                  keys: keys.json
                  isuer: me
                """))
        .singleElement()
        .asString()
        .startsWith("echo.yml:4: tokens.isuer: there is no such setting; here there are ")
        .contains("audience", "issuer", "keys");
  }

  @Test
  void aValueOfAnotherKindIsNamedWithItsLine() throws IOException {
    assertThat(
            faults(
                """
                server:
                  applicationConnectors:
                    - type: http
                      port: many
                """))
        .singleElement()
        .asString()
        .startsWith("echo.yml:4: server.applicationConnectors.0.port: ");
  }

  @Test
  void allValuesThatAreOutOfBoundsAreNamed() throws IOException {
    assertThat(
            faults(
                """
                server:
                  applicationConnectors:
                    - type: http
                      port: 70000
                  adminConnectors: [{type: http, port: -1}]
                """))
        .hasSize(2)
        .anyMatch(
            fault -> fault.startsWith("echo.yml:4: server.applicationConnectors.0.port: must be"))
        .anyMatch(fault -> fault.startsWith("echo.yml:5: server.adminConnectors.0.port: must be"));
  }

  @Test
  void whatIsNoYamlIsToldWithTheLine() throws IOException {
    assertThat(faults("tokens:\n  keys: [\n"))
        .singleElement()
        .asString()
        .startsWith("echo.yml: Malformed YAML at line: ");
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    assertThat(ConfigurationCheck.of(new EchoApplication(), folder + "/none.yml").faults())
        .singleElement()
        .asString()
        .contains("none.yml: cannot be read");
  }
}
