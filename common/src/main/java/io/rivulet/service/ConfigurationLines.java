package io.rivulet.service;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.validation.Path;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// In which line of a YAML file each of its keys and values begins.
final class ConfigurationLines {
  private final Map<JsonPointer, Integer> lines;

  private ConfigurationLines(Map<JsonPointer, Integer> lines) {
    this.lines = lines;
  }

  /// Of as much of the file as is YAML.
  static ConfigurationLines of(byte[] yaml) {
    Map<JsonPointer, Integer> lines = new HashMap<>();
    try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
      while (parser.nextToken() != null) {
        lines.putIfAbsent(
            parser.getParsingContext().pathAsPointer(), parser.currentTokenLocation().getLineNr());
      }
    } catch (IOException _) {
      // What is wrong with it was found before.
    }
    return new ConfigurationLines(lines);
  }

  /// `file:line` of what is at a path, or of the nearest above that is there; the file alone if
  /// nothing is.
  String place(String file, List<String> path) {
    JsonPointer pointer = JsonPointer.empty();
    int line = 0;
    for (String part : path) {
      pointer = pointer.appendProperty(part);
      line = lines.getOrDefault(pointer, line);
    }
    return line == 0 ? file : file + ":" + line;
  }

  static List<String> path(List<JsonMappingException.Reference> references) {
    return references.stream()
        .map(
            one -> one.getFieldName() == null ? String.valueOf(one.getIndex()) : one.getFieldName())
        .toList();
  }

  /// @param path of a value that is out of bounds; names of its own, such as of elements, are left
  ///   out
  static List<String> path(Path path) {
    List<String> parts = new ArrayList<>();
    for (Path.Node node : path) {
      if (node.getIndex() != null) {
        parts.add(String.valueOf(node.getIndex()));
      }
      if (node.getName() != null && !node.getName().startsWith("<")) {
        parts.add(node.getName());
      }
    }
    return parts;
  }
}
