package io.rivulet.servers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A Kafka broker of one's own: a single KRaft node in a JVM of its own, with a class path of its
/// own ([KafkaHome]).
///
/// Topics are never created by a client's mere asking; sessions may be as short as a test needs;
/// groups start without delay. Records outlive [#kill()], and with a data folder also [#close()].
public final class KafkaServer extends LocalServer {
  /// Whose certificate may set passwords and rights.
  public static final String ADMINISTRATOR = KafkaSecurity.ADMINISTRATOR;

  private static final Duration START_BOUND = Duration.ofSeconds(60);
  private static final Duration STOP_BOUND = Duration.ofSeconds(8);
  private static final Duration FORMAT_BOUND = Duration.ofSeconds(60);

  private final KafkaHome home;
  private final ServerSettings settings;
  private final List<String> brokerOptions;
  private final Optional<KafkaSecurity> security;

  private KafkaServer(
      KafkaHome home,
      ServerSettings settings,
      List<String> brokerOptions,
      int port,
      DataFolder folder) {
    super("Kafka", port, folder);
    this.home = home;
    this.settings = settings;
    this.brokerOptions = brokerOptions;
    this.security =
        settings
            .certificate()
            .map(certificate -> new KafkaSecurity(certificate, LoopbackPort.free()));
  }

  /// Starts a broker from the configured [KafkaHome] and waits until topics can be created on it.
  ///
  /// @throws ServerException if it cannot run, naming the port if that is taken
  public static KafkaServer start(ServerSettings settings) {
    return start(KafkaHome.configured(), settings);
  }

  public static KafkaServer start(KafkaHome home, ServerSettings settings) {
    return start(home, settings, List.of());
  }

  static KafkaServer start(KafkaHome home, ServerSettings settings, List<String> brokerOptions) {
    int port = LoopbackPort.choose(settings.port());
    LoopbackPort.requireFree(port, "Kafka");
    var server =
        new KafkaServer(
            home, settings, brokerOptions, port, DataFolder.open(settings.data(), "Kafka"));
    server.startOrClose();
    return server;
  }

  /// `127.0.0.1:<port>`, what clients call bootstrap servers.
  public String bootstrapServers() {
    return address();
  }

  /// Where administrators reach a broker that has a certificate: they show one of the same
  /// authority with the name [#ADMINISTRATOR].
  ///
  /// @throws IllegalStateException if it has none
  public String administration() {
    return "127.0.0.1:"
        + security
            .orElseThrow(() -> new IllegalStateException("connections are not encrypted"))
            .internalPort();
  }

  @Override
  List<String> command() throws IOException {
    int controllerPort = LoopbackPort.free();
    var configuration =
        new KafkaConfiguration(
            "127.0.0.1", port(), address(), controllerPort, logFolder().toString());
    var more = new HashMap<String, String>();
    security.ifPresent(secure -> more.putAll(secure.properties(port(), controllerPort)));
    more.putAll(settings.properties());
    Files.writeString(properties(), configuration.serverProperties(more));
    Files.writeString(logging(), KafkaConfiguration.logging());
    if (!Files.exists(logFolder().resolve("meta.properties"))) {
      format();
    }
    return java(brokerOptions, "kafka.Kafka", properties().toString());
  }

  private void format() throws IOException {
    List<String> command =
        java(
            List.of(),
            "kafka.tools.StorageTool",
            "format",
            "-t",
            newClusterId(),
            "-c",
            properties().toString());
    ChildProcess tool = ChildProcess.start(command, file("kafka-format.log"));
    if (!tool.endsWithin(FORMAT_BOUND)) {
      tool.kill();
    }
    if (tool.exitCode() != 0) {
      throw new ServerException(
          "Kafka's storage in %s cannot be formatted:\n%s"
              .formatted(logFolder(), tool.lastOutput()));
    }
  }

  private List<String> java(List<String> options, String mainClass, String... arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
    home.archive().ifPresent(archive -> command.add("-XX:SharedArchiveFile=" + archive));
    command.addAll(options);
    command.add("-Dlog4j2.configurationFile=" + logging());
    command.addAll(List.of("-cp", home.classPath(), mainClass));
    command.addAll(List.of(arguments));
    return command;
  }

  /// A random UUID in Kafka's notation, which must not look like an option.
  private static String newClusterId() {
    UUID id = UUID.randomUUID();
    var bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits());
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    return text.startsWith("-") ? newClusterId() : text;
  }

  private Path properties() {
    return file("server.properties");
  }

  private Path logging() {
    return file("log4j2.properties");
  }

  private Path logFolder() {
    return file("records");
  }

  @Override
  boolean answers() {
    int listener = security.map(KafkaSecurity::internalPort).orElse(port());
    return new Probe("127.0.0.1", listener, settings.certificate()).kafkaAnswers();
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
