package io.rivulet.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What an alert has to say, and that each has its tests. promtool runs these: `PromtoolTest`.
class RulesTest {
  @Test
  void noTwoRulesHaveOneName() {
    assertThat(Rule.all()).extracting(Rule::name).doesNotHaveDuplicates().hasSizeGreaterThan(30);
  }

  @TestFactory
  Stream<DynamicTest> everyAlertSaysWhatIsWrongAndWhatToDo() {
    return Rule.alertRules().map(rule -> DynamicTest.dynamicTest(rule.name(), () -> says(rule)));
  }

  private static void says(Rule rule) {
    assertThat(rule.severity()).isIn("page", "ticket");
    assertThat(rule.annotation("summary")).isNotBlank();
    assertThat(rule.annotation("description"))
        .as("with the figures")
        .containsAnyOf("$value", "$labels");
    assertThat(rule.annotation("runbook"))
        .isEqualTo("deploy/README.md#" + rule.name().toLowerCase(Locale.ROOT));
    if (rule.severity().equals("page")) {
      assertThat(rule.json().path("for").asText()).as("nobody is woken by a moment").isNotBlank();
    }
  }

  @Test
  void everyAlertIsTestedWhereItFiresAndWhereItMustNot() {
    List<JsonNode> tests =
        Folder.files("tests", ".yml").stream()
            .flatMap(file -> Folder.yaml(file).path("tests").valueStream())
            .flatMap(test -> test.path("alert_rule_test").valueStream())
            .toList();
    assertThat(named(tests, false)).isEqualTo(named(tests, true)).isEqualTo(alerts());
  }

  private static Set<String> alerts() {
    return Set.copyOf(Rule.alertRules().map(Rule::name).toList());
  }

  private static Set<String> named(List<JsonNode> tests, boolean fires) {
    return Set.copyOf(
        tests.stream()
            .filter(test -> test.path("exp_alerts").isEmpty() != fires)
            .map(test -> test.path("alertname").asText())
            .distinct()
            .toList());
  }

  @Test
  void everyFileOfRulesHasItsTestsInAFileOfTheSameName() {
    assertThat(Folder.files("tests", ".yml"))
        .extracting(file -> file.getFileName().toString())
        .containsExactlyElementsOf(
            Folder.files("rules", ".yml").stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("recording.yml"))
                .toList());
  }
}
