package io.rivulet.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Processes that this JVM has started, or those that they have.
public final class Child {
  private Child() {}

  /// One whose command line contains a text; its arguments have a 0 between them.
  ///
  /// By the kernel's list of arguments, since [ProcessHandle] leaves them out where the class path
  /// is as long as ours.
  public static Optional<ProcessHandle> find(String text) {
    return ProcessHandle.current()
        .descendants()
        .filter(one -> commandLine(one.pid()).contains(text))
        .findFirst();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }
}
