package io.rivulet.e2e.client;

import io.rivulet.e2e.Installed;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The scripts of `clients`, and what their `package-lock.json` names, in a folder below `target`.
///
/// masto asks for a newer Node.js than Debian's, so one comes with the packages; where there is
/// none for the machine's processor, the PATH's own must do.
record NodeProject(Path folder, Path node) {
  private static final Path FOLDER = Path.of("target", "clients").toAbsolutePath();
  private static final String LOCK = "package-lock.json";

  /// What npm has installed, in its own words: there once an installation is complete.
  private static final Path INSTALLED = FOLDER.resolve("node_modules/.package-lock.json");

  static NodeProject install() throws IOException {
    Path npm = Installed.program("npm", "npm");
    Files.createDirectories(FOLDER);
    boolean same =
        Files.exists(INSTALLED) && Files.mismatch(FOLDER.resolve(LOCK), source(LOCK)) < 0;
    copy();
    if (!same) {
      ClientRun.start(
              FOLDER,
              Map.of(),
              command(npm, "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"))
          .end();
    }
    return new NodeProject(FOLDER, findNode());
  }

  private static Path findNode() {
    String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    Path pinned = FOLDER.resolve("node_modules/node-%s-%s/bin/node".formatted(system, processor));
    return Files.exists(pinned) ? pinned : Installed.program("nodejs", "node");
  }

  private static void copy() throws IOException {
    try (Stream<Path> files = Files.list(source(""))) {
      for (Path file : files.toList()) {
        Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static Path source(String file) {
    try {
      URI folder = Objects.requireNonNull(NodeProject.class.getResource("/clients")).toURI();
      return Path.of(folder).resolve(file);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Starts a script of this folder.
  ClientRun run(String script, Map<String, String> environment) {
    return ClientRun.start(
        folder, environment, command(node, "--experimental-eventsource", script + ".mjs"));
  }

  private static List<String> command(Path program, String... arguments) {
    return Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
  }
}
