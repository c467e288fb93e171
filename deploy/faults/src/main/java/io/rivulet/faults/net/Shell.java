package io.rivulet.faults.net;

import io.rivulet.local.LocalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Runs programs of the system that do their work and end.
public final class Shell {
  private Shell() {}

  /// What a program writes.
  ///
  /// @throws LocalException if it fails, with what it says
  public static String run(String... command) {
    try {
      Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new LocalException("`%s`: %s".formatted(String.join(" ", command), output));
      }
      return output;
    } catch (IOException e) {
      throw new LocalException("`%s`: %s".formatted(command[0], e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }
}
