package io.rivulet.bench.machine;

import io.rivulet.local.LocalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a process has used so far, from `/proc`.
public final class Usage {
  /// `USER_HZ`, which is 100 on every Linux that Java runs on: a figure is exact to 10 ms.
  private static final double TICKS_A_SECOND = 100;

  /// Fields of `/proc/PID/stat` behind the name, which may hold anything (proc(5)).
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  private Usage() {}

  /// Processor time of all threads of a process, ended ones too, in seconds.
  ///
  /// @throws LocalException if there is no such process
  public static double cpuSeconds(long pid) {
    String stat = read(pid, "stat");
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    return (Long.parseLong(fields.get(USER)) + Long.parseLong(fields.get(SYSTEM))) / TICKS_A_SECOND;
  }

  /// Memory of a process that is in RAM, in bytes.
  ///
  /// @throws LocalException if there is no such process
  public static long residentBytes(long pid) {
    return read(pid, "status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
        .sum();
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new LocalException(
          "What process %d uses cannot be read: %s".formatted(pid, e.getMessage()), e);
    }
  }
}
