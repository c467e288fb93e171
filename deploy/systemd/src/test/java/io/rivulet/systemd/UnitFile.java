package io.rivulet.systemd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A unit of systemd: sections of `Name=value`, a name as often as it likes.
///
/// @param lines of all sections, in order
record UnitFile(Path path, List<Line> lines) {
  static final Path FOLDER = Path.of("").toAbsolutePath();
  static final Path ROOT = FOLDER.resolve("../..").normalize();

  private static final Pattern LINE = Pattern.compile("([A-Za-z]+)=(.*)");
  private static final Pattern ASSIGNED = Pattern.compile("(\\w+)=(\\S*)");

  /// One setting.
  record Line(String section, String name, String value) {}

  /// @throws IllegalArgumentException with file and line if it is no unit
  static UnitFile read(Path path) {
    List<Line> lines = new ArrayList<>();
    String section = "";
    int number = 0;
    for (String line : all(path)) {
      number++;
      Matcher setting = LINE.matcher(line);
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        section = line.substring(1, line.length() - 1);
      } else if (!section.isEmpty() && setting.matches()) {
        lines.add(new Line(section, setting.group(1), setting.group(2)));
      } else {
        throw new IllegalArgumentException("%s:%d: no setting: %s".formatted(path, number, line));
      }
    }
    return new UnitFile(path, List.copyOf(lines));
  }

  static List<String> all(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Those of this folder.
  static List<UnitFile> shipped() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".service"))
          .sorted()
          .map(UnitFile::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The service that it starts, `feed-fanout` of `feed-fanout@.service`.
  String service() {
    return name().replaceAll("@?\\.service$", "");
  }

  String name() {
    return String.valueOf(path.getFileName());
  }

  /// The service's file of settings.
  Path configuration() {
    return ROOT.resolve(service())
        .resolve("config")
        .resolve(service().substring("feed-".length()) + ".yml");
  }

  List<String> all(String name) {
    return lines.stream().filter(line -> line.name().equals(name)).map(Line::value).toList();
  }

  String one(String name) {
    List<String> all = all(name);
    if (all.size() != 1) {
      throw new IllegalArgumentException(
          "%s: %s is there %d times".formatted(path, name, all.size()));
    }
    return all.getFirst();
  }

  /// What `Environment=` sets, specifiers as they would be of instance 1.
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    for (String line : all("Environment")) {
      if (line.startsWith("JDK_JAVA_OPTIONS=")) {
        environment.put(
            "JDK_JAVA_OPTIONS", resolved(line.substring(line.indexOf('"')).replace("\"", "")));
      } else {
        ASSIGNED
            .matcher(line)
            .results()
            .forEach(one -> environment.put(one.group(1), resolved(one.group(2))));
      }
    }
    return environment;
  }

  static String resolved(String value) {
    return value.replace("%i", "1").replace("%S", "/var/lib").replace("%%", "%");
  }
}
