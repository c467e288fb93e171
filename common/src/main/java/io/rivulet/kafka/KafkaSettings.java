package io.rivulet.kafka;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/// Where Kafka is, and by which file its clients encrypt and sign in. In a configuration a mere
/// text is the servers, without security.
///
/// The file is what Kafka's own tools take by `--command-config`: `security.protocol`, `sasl.*` and
/// `ssl.*`, and `config.providers*` if it says where secrets are instead of having them: a platform
/// that keeps each in a file of its own has no place to write one of several. No text of this type
/// has a secret. It is read for each client anew: a client that is made after a password was
/// changed has the new one.
///
/// @param servers `host:port`, or several with commas between
/// @param properties the file; null for connections in plain text
public record KafkaSettings(String servers, @Nullable Path properties) {
  private static final List<String> SECURITY =
      List.of("security.", "sasl.", "ssl.", "config.providers");

  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  public KafkaSettings(
      @JsonProperty("servers") @Nullable String servers,
      @JsonProperty("properties") @Nullable Path properties) {
    if (servers == null || servers.isBlank()) {
      throw new IllegalArgumentException("kafka.servers is missing, for example 127.0.0.1:9092");
    }
    this.servers = servers;
    // An environment variable that is not set leaves an empty text.
    this.properties =
        properties == null || properties.toString().isBlank() ? null : properties.toAbsolutePath();
  }

  /// Servers without security.
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static KafkaSettings of(String servers) {
    return new KafkaSettings(servers, null);
  }

  /// What a client is made with: its own settings, the servers, and the security.
  ///
  /// @throws IllegalArgumentException if the file cannot be read or holds something else
  public Map<String, Object> client(Map<String, ?> own) {
    Map<String, Object> client = new HashMap<>(own);
    client.putAll(security());
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
    return client;
  }

  /// As [#client(Map)], with nothing of its own.
  public Map<String, Object> client() {
    return client(Map.of());
  }

  private Map<String, Object> security() {
    if (properties == null) {
      return Map.of();
    }
    Map<String, Object> security = new HashMap<>();
    Properties read = read(properties);
    for (String name : read.stringPropertyNames()) {
      if (SECURITY.stream().noneMatch(name::startsWith)) {
        throw new IllegalArgumentException(
            "kafka.properties: %s may hold security.*, sasl.*, ssl.* and config.providers* only, found %s"
                .formatted(properties, name));
      }
      security.put(name, read.getProperty(name));
    }
    if (!security.containsKey(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG)) {
      // Kafka would go on in plain text, whatever else is in the file.
      throw new IllegalArgumentException(
          "kafka.properties: security.protocol is missing in " + properties);
    }
    return security;
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new IllegalArgumentException("kafka.properties: %s cannot be read".formatted(file), e);
    } catch (IllegalArgumentException e) {
      // Its message may have a part of a secret.
      throw new IllegalArgumentException(
          "kafka.properties: %s has a malformed Unicode escape".formatted(file));
    }
    return properties;
  }
}
