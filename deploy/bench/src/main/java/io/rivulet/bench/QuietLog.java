package io.rivulet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Logging of JVMs that only measure: unconfigured, Logback has libraries describe each step.
public final class QuietLog {
  private QuietLog() {}

  /// An option for a JVM that has it log warnings only.
  ///
  /// @param folder where its configuration is written to
  public static String option(Path folder) {
    Path file = folder.resolve("logback.xml");
    try {
      Files.writeString(file, "<configuration><root level='WARN'/></configuration>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "-Dlogback.configurationFile=" + file;
  }
}
