package io.rivulet.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The chart, rendered by Helm. Where Helm's native part cannot be had for this kind of machine,
/// tests are skipped; but where the environment has `FEED_CLIENTS=required`, as in CI.
final class Chart {
  static final Path FOLDER = Path.of("rivulet").toAbsolutePath();
  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  static final String NAMESPACE = "feeds";
  static final List<String> SIZES = List.of("small", "medium", "large");

  private static final Map<String, Rendered> RENDERED = new ConcurrentHashMap<>();

  private Chart() {}

  /// As a size has it.
  static Rendered of(String size) {
    return of(size, Map.of());
  }

  /// As a size has it, with some values over it.
  ///
  /// @param values by their path
  static Rendered of(String size, Map<String, ?> values) {
    return RENDERED.computeIfAbsent(size + values, _ -> new Rendered(text(size, values)));
  }

  /// The same as text.
  ///
  /// @throws IllegalStateException with Helm's words if it refuses the values
  static String text(String size, Map<String, ?> values) {
    TemplateCommand command =
        helm()
            .template()
            .withName("rivulet")
            .withNamespace(NAMESPACE)
            .withKubeVersion("1.30.0")
            .withValuesFile(FOLDER.resolve("values-" + size + ".yaml"));
    values.forEach(command::set);
    return command.call();
  }

  static Helm helm() {
    try {
      Helm.version().call();
    } catch (LinkageError | RuntimeException e) {
      String problem = "Helm does not run on this kind of machine: " + e;
      assertThat(System.getenv("FEED_CLIENTS")).as(problem).isNotEqualTo("required");
      System.out.println("Skipped: " + problem);
      assumeTrue(false, problem);
    }
    return new Helm(FOLDER);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
