package io.rivulet.servers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/// Servers in containers by Testcontainers, which is optional: only the Maven profile `containers`
/// brings it.
///
/// System properties name the images. `feed.test.redis.image`: any whose entry point runs
/// `redis-server` with the arguments given. `feed.test.kafka.image`: any with `java` on its PATH,
/// the broker's jars in `/opt/kafka/libs` and an entry point, if it has one, that executes its
/// arguments, as the official one does; a Kafka in a container runs with the same configuration as
/// one in a process.
record ContainerServers() implements ServerProvider {
  private static final String KAFKA_IMAGE = "apache/kafka:4.3.1";
  private static final String REDIS_IMAGE = "redis:7.2-alpine";
  private static final int KAFKA_PORT = 9_092;
  private static final int REDIS_PORT = 6_379;
  private static final int READABLE = Integer.parseInt("644", 8);
  private static final Duration START_BOUND = Duration.ofSeconds(60);
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(20);
  private static final String CONFIGURATION = "/tmp/rivulet/server.properties";
  private static final String LOGGING = "/tmp/rivulet/log4j2.properties";

  /// Formats the storage, then becomes the broker, so that the container's signals reach it.
  private static final String START_KAFKA =
      """
      set -e
      run="java -Xmx512m -XX:+UseSerialGC -Dlog4j2.configurationFile=%2$s -cp /opt/kafka/libs/*"
      set -f
      $run kafka.tools.StorageTool format --ignore-formatted -t AAAAAAAAQACAAAAAAAAAAA -c %1$s
      exec $run kafka.Kafka %1$s
      """
          .formatted(CONFIGURATION, LOGGING);

  @Override
  public Optional<String> obstacle() {
    if (!hasTestcontainers()) {
      return Optional.of("Testcontainers is not on the class path: run Maven with -Pcontainers");
    }
    return DockerClientFactory.instance().isDockerAvailable()
        ? Optional.empty()
        : Optional.of("no Docker engine answers");
  }

  /// Clients are told the host's port, so it is chosen before the broker starts, not by Docker.
  @Override
  public TestServer kafka() {
    requireNoObstacle();
    String host = DockerClientFactory.instance().dockerHostIpAddress();
    int port = LoopbackPort.free();
    var configuration =
        new KafkaConfiguration(
            "0.0.0.0", KAFKA_PORT, host + ":" + port, KAFKA_PORT + 1, "/tmp/rivulet/records");
    var container = new GenericContainer<>(image("feed.test.kafka.image", KAFKA_IMAGE));
    container.setPortBindings(List.of(port + ":" + KAFKA_PORT));
    container
        .withCopyToContainer(readable(configuration.serverProperties(Map.of())), CONFIGURATION)
        .withCopyToContainer(readable(KafkaConfiguration.logging()), LOGGING)
        .withCommand("sh", "-c", START_KAFKA);
    return started(container, host + ":" + port, () -> Probe.kafkaAnswers(host, port));
  }

  @Override
  public TestServer redis() {
    requireNoObstacle();
    var container =
        new GenericContainer<>(image("feed.test.redis.image", REDIS_IMAGE))
            .withExposedPorts(REDIS_PORT)
            .withEnv("LC_ALL", "C")
            .withCommand(
                "redis-server", "--save", "", "--appendonly", "no", "--protected-mode", "no");
    container.start();
    String host = container.getHost();
    int port = container.getMappedPort(REDIS_PORT);
    return started(container, "redis://" + host + ":" + port, () -> Probe.redisAnswers(host, port));
  }

  private static TestServer started(
      GenericContainer<?> container, String address, BooleanSupplier answers) {
    container.start();
    long deadline = System.nanoTime() + START_BOUND.toNanos();
    while (!answers.getAsBoolean()) {
      if (!container.isRunning() || System.nanoTime() > deadline) {
        String log = container.getLogs();
        container.stop();
        throw new ServerException(
            "%s does not answer at %s; its log:\n%s"
                .formatted(container.getDockerImageName(), address, log));
      }
      LockSupport.parkNanos(PROBE_INTERVAL.toNanos());
    }
    return new TestServer(address, container::stop);
  }

  private void requireNoObstacle() {
    obstacle()
        .ifPresent(
            why -> {
              throw new ServerException("No servers in containers: " + why);
            });
  }

  private static DockerImageName image(String property, String standard) {
    return DockerImageName.parse(System.getProperty(property, standard));
  }

  /// The broker's user is not root in the official image.
  private static Transferable readable(String text) {
    return Transferable.of(text, READABLE);
  }

  private static boolean hasTestcontainers() {
    try {
      Class.forName(
          "org.testcontainers.containers.GenericContainer",
          false,
          ContainerServers.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException _) {
      return false;
    }
  }
}
