package io.rivulet.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The configuration of a single KRaft node, broker and controller in one, for processes and
/// containers alike.
///
/// @param bindAddress where the broker listens
/// @param bindPort where the broker listens
/// @param advertised `host:port` that clients are told
/// @param controllerPort the controller's own port, on the loopback
/// @param logFolder where records are kept
record KafkaConfiguration(
    String bindAddress, int bindPort, String advertised, int controllerPort, String logFolder) {
  private static final String SHIPPED = "kafka-server.properties";
  private static final String LOGGING = "kafka-log4j2.properties";

  /// The text of `server.properties`: what this module ships, this node's places, and `more`, which
  /// wins.
  String serverProperties(Map<String, String> more) {
    var places = new TreeMap<String, String>();
    places.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    places.put(
        "listeners",
        "PLAINTEXT://%s:%d,CONTROLLER://127.0.0.1:%d"
            .formatted(bindAddress, bindPort, controllerPort));
    places.put("advertised.listeners", "PLAINTEXT://" + advertised);
    places.put("log.dirs", logFolder);
    places.putAll(more);
    // Of two lines with one name the later wins.
    return resource(SHIPPED) + lines(places);
  }

  /// The text of the broker's log4j2 configuration: warnings only, to standard output.
  static String logging() {
    return resource(LOGGING);
  }

  private static String lines(Map<String, String> properties) {
    return properties.entrySet().stream()
        .map(property -> property.getKey() + "=" + property.getValue().replace("\\", "\\\\") + "\n")
        .collect(Collectors.joining());
  }

  private static String resource(String name) {
    try (InputStream in = KafkaConfiguration.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
