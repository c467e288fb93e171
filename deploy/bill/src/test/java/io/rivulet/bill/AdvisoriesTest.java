package io.rivulet.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// No part of what is shipped is of a version that an advisory of the list names.
class AdvisoriesTest {
  private static final List<Advisory> ADVISORIES = Advisory.all();

  @Test
  void nothingThatIsShippedIsKnownToBeVulnerable() {
    List<String> found =
        Part.all().stream()
            .flatMap(
                part ->
                    ADVISORIES.stream()
                        .filter(advisory -> advisory.isOf(part))
                        .map(advisory -> part + " has " + advisory))
            .toList();
    assertThat(found).isEmpty();
  }

  /// Else all of the above would hold of an empty list.
  @Test
  void whatIsShippedWasListed() {
    assertThat(Part.all().stream().map(Part::name))
        .contains(
            "org.apache.kafka:kafka-clients",
            "org.eclipse.jetty:jetty-server",
            "io.netty:netty-handler",
            "com.fasterxml.jackson.core:jackson-databind",
            "ch.qos.logback:logback-core",
            "org.bitbucket.b_c:jose4j",
            "io.undertow:undertow-core",
            "org.webjars.npm:preact")
        .hasSizeGreaterThan(100);
  }

  @Test
  void theListIsWellFormedAndDated() {
    assertThat(ADVISORIES).hasSizeGreaterThan(60);
    assertThat(Advisory.readOn()).isAfter(LocalDate.of(2026, 1, 1));
    assertThat(ADVISORIES)
        .allSatisfy(
            advisory -> {
              assertThat(advisory.id()).matches("CVE-\\d{4}-\\d{4,}");
              assertThat(advisory.versions().hasRestrictions()).isTrue();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "org.webjars.npm:preact, 10.28.0, true",
    "org.webjars.npm:preact, 10.26.4, false",
    "org.webjars.npm:preact, 10.28.2, false",
    "org.apache.logging.log4j:log4j-core, 2.14.1, true",
    "org.apache.logging.log4j:log4j-core, 2.25.4, false",
    "io.netty:netty-handler, 4.1.117.Final, true",
    "io.netty:netty-handler, 4.1.118.Final, false",
    "ch.qos.logback:logback-core, 1.5.24, true",
    "org.bitbucket.b_c:jose4j, 0.9.5, true",
    "org.bitbucket.b_c:jose4j, 0.9.7, false"
  })
  void versionsAreComparedAsMavenDoes(String name, String version, boolean vulnerable) {
    Part part = new Part(name, version);
    assertThat(ADVISORIES.stream().anyMatch(advisory -> advisory.isOf(part))).isEqualTo(vulnerable);
  }

  @Test
  void aLineThatCannotBeReadIsToldAsItIs() {
    assertThatThrownBy(() -> Advisory.of("a:b | [1,2 | CVE-2026-1 | x"))
        .hasMessageContaining("a:b | [1,2");
    assertThatThrownBy(() -> Advisory.of("a:b | [1,2)")).hasMessageContaining("not four parts");
  }
}
