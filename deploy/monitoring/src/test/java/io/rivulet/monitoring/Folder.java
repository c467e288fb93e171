package io.rivulet.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of this module, and what of the repository they are about.
final class Folder {
  static final Path HERE = Path.of("").toAbsolutePath();
  static final Path ROOT = HERE.resolve("../..").normalize();
  static final Path RUNBOOK = ROOT.resolve("deploy/README.md");

  private static final ObjectMapper yaml = new YAMLMapper();
  private static final ObjectMapper json = new ObjectMapper();

  private Folder() {}

  /// The files of a folder that end so, in order.
  static List<Path> files(String folder, String end) {
    try (Stream<Path> files = Files.list(HERE.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode yaml(Path file) {
    return parsed(yaml, file);
  }

  static JsonNode json(Path file) {
    return parsed(json, file);
  }

  private static JsonNode parsed(ObjectMapper mapper, Path file) {
    try {
      return mapper.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
