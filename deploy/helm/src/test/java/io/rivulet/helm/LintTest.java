package io.rivulet.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The chart as a whole.
class LintTest {
  @Test
  void helmFindsNoFault() {
    LintResult result = Chart.helm().lint().strict().call();
    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
  }

  /// A value that nothing reads is a promise that is not kept.
  @Test
  void everyValueIsRead() throws Exception {
    StringBuilder templates = new StringBuilder();
    try (Stream<Path> files = Files.list(Chart.FOLDER.resolve("templates"))) {
      files.forEach(file -> templates.append(Chart.read(file)));
    }
    for (var section :
        Rendered.YAML.readTree(Chart.read(Chart.FOLDER.resolve("values.yaml"))).properties()) {
      for (var value : section.getValue().properties()) {
        assertThat(templates)
            .as(section.getKey() + "." + value.getKey())
            .containsPattern("\\." + Pattern.quote(value.getKey()) + "\\b");
      }
    }
  }
}
