package io.rivulet.e2e.runbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Holds a process up, as a machine that swaps or a debugger does: its port stays open, nobody
/// answers. Whoever started it does not notice.
final class Standstill {
  private Standstill() {}

  /// A child of this JVM whose command line contains a text.
  ///
  /// What Java tells of a command line is cut after 4,096 bytes, which a class path fills.
  static long pid(String text) {
    return ProcessHandle.current()
        .descendants()
        .filter(one -> commandLine(one.pid()).contains(text))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no child has in its command line " + text))
        .pid();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }

  static void begin(long pid) {
    signal("STOP", pid);
  }

  static void end(long pid) {
    signal("CONT", pid);
  }

  private static void signal(String name, long pid) {
    try {
      Typed.Outcome outcome =
          Typed.program(List.of("kill", "-" + name, Long.toString(pid))).outcome();
      if (outcome.exit() != 0) {
        throw new IllegalStateException(outcome.output());
      }
    } catch (UncheckedIOException e) {
      throw new IllegalStateException("SIG" + name + " cannot be sent", e);
    }
  }
}
