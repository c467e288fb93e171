package io.rivulet.bill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;

/// A line of `advisories.txt`: versions of a part that are known to be vulnerable.
///
/// @param name `group:artifact`, or `group:*` for all of a group
/// @param versions in Maven's notation of ranges
record Advisory(String name, VersionRange versions, String id, String what) {
  private static final String FILE = "advisories.txt";
  private static final String READ_ON = "# Read on ";

  /// All of the file.
  static List<Advisory> all() {
    return lines().stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Advisory::of)
        .toList();
  }

  /// When the file was last compared with what is published.
  static LocalDate readOn() {
    return lines().stream()
        .filter(line -> line.startsWith(READ_ON))
        .map(line -> LocalDate.parse(line.substring(READ_ON.length(), READ_ON.length() + 10)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(FILE + " has no line \"" + READ_ON + "…\""));
  }

  private static List<String> lines() {
    try (InputStream in = Advisory.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Advisory of(String line) {
    String[] parts = line.split("\\|", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException("not four parts: " + line);
    }
    try {
      return new Advisory(
          parts[0].strip(),
          VersionRange.createFromVersionSpec(parts[1].strip()),
          parts[2].strip(),
          parts[3].strip());
    } catch (InvalidVersionSpecificationException e) {
      throw new IllegalArgumentException("no range of versions: " + line, e);
    }
  }

  boolean isOf(Part part) {
    boolean named =
        name.endsWith(":*")
            ? part.name().startsWith(name.substring(0, name.length() - 1))
            : part.name().equals(name);
    return named && versions.containsVersion(new DefaultArtifactVersion(part.version()));
  }

  @Override
  public String toString() {
    return id + " (" + name + " " + versions + "): " + what;
  }
}
