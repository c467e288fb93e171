package io.rivulet.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The bill of materials (`target/bom.json`, CycloneDX), which `mvn verify -Psbom` makes.
class BillTest {
  private static final Path BILL = Path.of("target", "bom.json");

  /// Permissive ones, and those of libraries that may be used without their licence reaching what
  /// uses them. Of several that a part has, one is enough: it may be chosen.
  private static final Set<String> ALLOWED =
      Set.of(
          "Apache-2.0",
          "MIT",
          "MIT-0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-2.0",
          "GPL-2.0-with-classpath-exception",
          // JMH's name for the same, and one that is MIT's but for its name.
          "GNU General Public License (GPL), version 2, with the Classpath exception",
          "Bouncy Castle Licence");

  private static JsonNode bill;

  @BeforeAll
  static void read() throws IOException {
    assumeTrue(Boolean.getBoolean("bill.made"), "no bill: it is made by `mvn verify -Psbom`");
    bill = new JsonMapper().readTree(BILL.toFile());
  }

  private static Stream<JsonNode> components() {
    return bill.path("components").valueStream();
  }

  private static String name(JsonNode component) {
    return component.path("group").asText() + ":" + component.path("name").asText();
  }

  @Test
  void everyJarOfTheRunIsInIt() {
    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    List<String> listed =
        components()
            .map(component -> name(component) + ":" + component.path("version").asText())
            .toList();
    List<String> shipped = Part.all().stream().map(Part::toString).toList();
    assertThat(shipped).hasSizeGreaterThan(100);
    assertThat(listed).containsAll(shipped);
  }

  @Test
  void everyPartHasALicenceThatIsAllowed() {
    List<String> others =
        components()
            .filter(component -> !component.path("group").asText().equals("io.rivulet"))
            .filter(component -> licences(component).stream().noneMatch(ALLOWED::contains))
            .map(component -> name(component) + ": " + licences(component))
            .toList();
    assertThat(others).isEmpty();
  }

  private static List<String> licences(JsonNode component) {
    return component
        .path("licenses")
        .valueStream()
        .flatMap(
            licence ->
                Stream.of(
                    licence.at("/license/id").asText(),
                    licence.at("/license/name").asText(),
                    licence.path("expression").asText()))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  @Test
  void everyPartHasItsChecksum() {
    assertThat(components())
        .allSatisfy(
            component ->
                assertThat(component.path("hashes").findValuesAsText("alg"))
                    .as(name(component))
                    .contains("SHA-256"));
  }
}
