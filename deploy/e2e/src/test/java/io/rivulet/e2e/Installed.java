package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Programs that this machine must have for a test. Where one is missing, the test is skipped and
/// says what to install; where `FEED_CLIENTS=required` is in the environment, as in CI, it fails.
public final class Installed {
  private Installed() {}

  /// A program of the PATH.
  ///
  /// @param debian the Debian package that brings it
  public static Path program(String name, String debian) {
    Optional<Path> found = find(name);
    String problem = name + " is not installed (Debian: apt-get install " + debian + ")";
    if ("required".equals(System.getenv("FEED_CLIENTS"))) {
      assertThat(found).as(problem).isPresent();
    } else if (found.isEmpty()) {
      // Surefire does not tell why a whole class is skipped.
      System.out.println("Skipped: " + problem);
      assumeTrue(false, problem);
    }
    return found.orElseThrow();
  }

  private static Optional<Path> find(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(path)
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
