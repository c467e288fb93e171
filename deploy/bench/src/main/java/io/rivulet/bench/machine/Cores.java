package io.rivulet.bench.machine;

import io.rivulet.local.LocalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Holds processes to cores, by `taskset` of util-linux.
public final class Cores {
  private Cores() {}

  /// Holds all threads of a process, and those it will start, to some cores.
  ///
  /// @param cores as `taskset` has it, such as `1` or `0,1`
  /// @throws LocalException if that is not possible
  public static void hold(long pid, String cores) {
    try {
      Process process =
          new ProcessBuilder("taskset", "-a", "-c", "-p", cores, Long.toString(pid))
              .redirectErrorStream(true)
              .start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new LocalException(
            "Process %d cannot be held to core %s: %s".formatted(pid, cores, output));
      }
    } catch (IOException e) {
      throw new LocalException(
          "taskset is missing, which holds processes to cores: install util-linux", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }
}
