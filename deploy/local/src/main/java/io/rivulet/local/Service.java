package io.rivulet.local;

import io.rivulet.access.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The services of a run, the identity provider among them: what they are called, where they begin,
/// how they are configured. Their classes are on this process's class path only to be handed on to
/// theirs.
enum Service {
  INGEST("feed-ingest", "io.rivulet.ingest.IngestApplication", Role.INGEST),
  FANOUT("feed-fanout", "io.rivulet.fanout.FanoutApplication", Role.FANOUT),
  READER("feed-reader", "io.rivulet.reader.ReaderApplication", Role.READER),
  LOGIN("login", "io.rivulet.local.login.LoginApplication", null);

  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");

  private final String title;
  private final String mainClass;
  private final @Nullable Role role;

  Service(String title, String mainClass, @Nullable Role role) {
    this.title = title;
    this.mainClass = mainClass;
    this.role = role;
  }

  /// As whom it signs in to Kafka and Redis, if it needs them.
  Optional<Role> role() {
    return Optional.ofNullable(role);
  }

  /// Its name in messages and of its folder and files.
  String title() {
    return title;
  }

  String mainClass() {
    return mainClass;
  }

  /// The text of its configuration file.
  ///
  /// @param values by the names of the template's places; all must be given
  String configuration(Map<String, String> values) throws IOException {
    return PLACE
        .matcher(template())
        .replaceAll(place -> Matcher.quoteReplacement(value(values, place.group(1))));
  }

  private String template() throws IOException {
    String name = title + ".yml";
    try (InputStream in = Service.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no value for ${" + name + "}");
    }
    return value;
  }
}
