package io.rivulet.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A Redis (or Valkey) of one's own; [RedisBinary] says which program it runs.
///
/// With a data folder it appends every write to a file before it answers, so a killed one has all
/// it acknowledged (only a power cut may cost the last second); without one it forgets everything
/// at each start.
public final class RedisServer extends LocalServer {
  private static final Duration START_BOUND = Duration.ofSeconds(30);
  private static final Duration STOP_BOUND = Duration.ofSeconds(5);

  private final ServerSettings settings;

  private RedisServer(ServerSettings settings, int port, DataFolder folder) {
    super("Redis", port, folder);
    this.settings = settings;
  }

  /// Starts a Redis and waits until it answers.
  ///
  /// @throws ServerException if it cannot run, naming the port if that is taken
  public static RedisServer start(ServerSettings settings) {
    int port = LoopbackPort.choose(settings.port());
    LoopbackPort.requireFree(port, "Redis");
    var server = new RedisServer(settings, port, DataFolder.open(settings.data(), "Redis"));
    server.startOrClose();
    return server;
  }

  /// `redis://127.0.0.1:<port>`, `rediss://` if connections are encrypted.
  public String uri() {
    return (settings.certificate().isPresent() ? "rediss://" : "redis://") + address();
  }

  @Override
  List<String> command() throws IOException {
    Path folder = file("");
    var command = new ArrayList<String>();
    command.add(RedisBinary.find(folder).toString());
    configuration(folder).forEach((name, value) -> command.addAll(List.of("--" + name, value)));
    return command;
  }

  private Map<String, String> configuration(Path folder) {
    var configuration = new LinkedHashMap<String, String>();
    configuration.put("port", Integer.toString(port()));
    configuration.put("bind", "127.0.0.1");
    configuration.put("dir", folder.toString());
    configuration.put("save", "");
    configuration.put("appendonly", settings.data().isPresent() ? "yes" : "no");
    configuration.put("appendfsync", "everysec");
    settings.certificate().ifPresent(certificate -> encrypt(configuration, certificate));
    configuration.putAll(settings.properties());
    return configuration;
  }

  /// Clients prove who they are by a password, nodes to each other by their certificates.
  private void encrypt(Map<String, String> configuration, ServerCertificate certificate) {
    configuration.put("port", "0");
    configuration.put("tls-port", Integer.toString(port()));
    configuration.put("tls-cert-file", certificate.certificate().toString());
    configuration.put("tls-key-file", certificate.key().toString());
    configuration.put("tls-ca-cert-file", certificate.authority().toString());
    configuration.put("tls-auth-clients", "no");
    configuration.put("tls-replication", "yes");
    configuration.put("tls-cluster", "yes");
    configuration.put("tls-protocols", "TLSv1.2 TLSv1.3");
  }

  @Override
  boolean answers() {
    return new Probe("127.0.0.1", port(), settings.certificate()).redisAnswers();
  }

  @Override
  Duration startBound() {
    return START_BOUND;
  }

  @Override
  Duration stopBound() {
    return STOP_BOUND;
  }
}
