package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.servers.ProgramPath;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Programs that this machine must have for a test. Where one is missing, the test is skipped and
/// says what to install; where `FEED_CLIENTS=required` is in the environment, as in CI, it fails.
public final class Installed {
  private Installed() {}

  /// A program of the PATH.
  ///
  /// @param debian the Debian package that brings it
  /// @param names what it may be called, the first that is there is taken
  public static Path program(String debian, String... names) {
    Optional<Path> found =
        Stream.of(names).map(ProgramPath::find).flatMap(Optional::stream).findFirst();
    String problem = names[0] + " is not installed (Debian: apt-get install " + debian + ")";
    if ("required".equals(System.getenv("FEED_CLIENTS"))) {
      assertThat(found).as(problem).isPresent();
    } else if (found.isEmpty()) {
      // Surefire does not tell why a whole class is skipped.
      System.out.println("Skipped: " + problem);
      assumeTrue(false, problem);
    }
    return found.orElseThrow();
  }
}
