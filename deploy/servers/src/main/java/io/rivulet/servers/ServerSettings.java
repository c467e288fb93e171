package io.rivulet.servers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How a server is to run.
///
/// @param port where it listens on 127.0.0.1; 0 takes a free one
/// @param data folder that keeps its data between runs, made if absent; without one the server is
///   ephemeral
/// @param properties what to add to or override in the server's own configuration, in its own words
/// @param certificate with it the server takes encrypted connections and no others
public record ServerSettings(
    int port,
    Optional<Path> data,
    Map<String, String> properties,
    Optional<ServerCertificate> certificate) {
  public ServerSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: expected 0 to 65535, found " + port);
    }
    properties = Map.copyOf(properties);
  }

  /// In plain text.
  public ServerSettings(int port, Optional<Path> data, Map<String, String> properties) {
    this(port, data, properties, Optional.empty());
  }

  /// Any free port, data gone at close.
  public static ServerSettings ephemeral() {
    return new ServerSettings(0, Optional.empty(), Map.of());
  }

  /// Any free port, data kept in `folder`.
  public static ServerSettings keptIn(Path folder) {
    return new ServerSettings(0, Optional.of(folder), Map.of());
  }

  public ServerSettings withPort(int newPort) {
    return new ServerSettings(newPort, data, properties, certificate);
  }

  public ServerSettings withProperty(String name, String value) {
    var more = new LinkedHashMap<>(properties);
    more.put(name, value);
    return new ServerSettings(port, data, more, certificate);
  }

  /// Only encrypted connections.
  public ServerSettings withCertificate(ServerCertificate newCertificate) {
    return new ServerSettings(port, data, properties, Optional.of(newCertificate));
  }

  /// Of the properties only the names: passwords may be among them.
  @Override
  public String toString() {
    return "ServerSettings[port=%d, %s, properties=%s]".formatted(port, data, properties.keySet());
  }
}
