package io.rivulet.compose;

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
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// `compose.yml` as Compose understands it: anchors and merges resolved, variables at their
/// defaults.
final class Composition {
  static final Path HERE = Path.of("").toAbsolutePath();
  static final Path ROOT = HERE.resolve("../..").normalize();
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");

  private final Map<?, ?> root;

  private Composition(Map<?, ?> root) {
    this.root = root;
  }

  /// One service of it.
  record Service(String name, Map<?, ?> settings) {
    /// A list, empty if there is none; of a mapping its keys.
    List<?> list(String key) {
      return switch (settings.get(key)) {
        case List<?> list -> list;
        case Map<?, ?> map -> List.copyOf(map.keySet());
        case null -> List.of();
        default -> throw new IllegalArgumentException("%s.%s is no list".formatted(name, key));
      };
    }

    Map<?, ?> map(String key) {
      return settings.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    String text(String key) {
      return String.valueOf(settings.get(key));
    }

    /// What it mounts from the repository: where from, and where to.
    Map<Path, String> files() {
      Map<Path, String> files = new TreeMap<>();
      for (Object volume : list("volumes")) {
        String[] parts = String.valueOf(volume).split(":", -1);
        if (parts[0].startsWith(".")) {
          files.put(HERE.resolve(parts[0]).normalize(), parts[1]);
        }
      }
      return files;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Composition read() {
    String text = text(HERE.resolve("compose.yml"));
    Matcher variables = VARIABLE.matcher(text);
    String plain =
        variables.replaceAll(found -> Matcher.quoteReplacement(found.group(2))).replace("$$", "$");
    return new Composition(new Yaml(new SafeConstructor(new LoaderOptions())).load(plain));
  }

  /// What must be a mapping.
  static Map<?, ?> mapping(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new AssertionError("expected a mapping, found " + value);
  }

  /// What must be a list.
  static List<?> sequence(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new AssertionError("expected a list, found " + value);
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Service> services() {
    List<Service> services = new ArrayList<>();
    section("services")
        .forEach((name, one) -> services.add(new Service((String) name, (Map<?, ?>) one)));
    return services;
  }

  Service service(String name) {
    return services().stream().filter(one -> one.name().equals(name)).findAny().orElseThrow();
  }

  Map<?, ?> section(String name) {
    if (root.get(name) instanceof Map<?, ?> section) {
      return section;
    }
    throw new IllegalArgumentException("compose.yml has no section " + name);
  }

  /// The names of variables that are used, each of which has a default.
  static List<String> variables() {
    return Stream.of(text(HERE.resolve("compose.yml")))
        .flatMap(text -> VARIABLE.matcher(text).results())
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }
}
