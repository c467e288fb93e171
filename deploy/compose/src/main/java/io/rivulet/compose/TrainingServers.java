package io.rivulet.compose;

import io.rivulet.local.LocalTopics;
import io.rivulet.servers.KafkaHome;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.RedisCluster;
import io.rivulet.servers.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a service finds around it while its image is made, where nothing else is: a Kafka with the
/// project's topics, a Redis Cluster, secrets. With them its start is whole, and all that it loads
/// gets into the ahead-of-time cache ([RATIONALE](../../../../../../../RATIONALE.md), Images).
public final class TrainingServers {
  private static final int PARTITIONS = 4;
  private static final int NODES = 2;

  private TrainingServers() {}

  /// `KAFKA_HOME FOLDER`: starts them, writes `FOLDER/environment` when they answer, and goes on
  /// until it is stopped, as they do.
  ///
  /// `environment` is read by a shell: where they are, by the names that the services'
  /// configurations have.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[1]);
    Secrets.open(folder.resolve("secrets"));
    try (KafkaServer kafka =
            KafkaServer.start(KafkaHome.at(Path.of(arguments[0])), ServerSettings.ephemeral());
        RedisCluster redis = RedisCluster.start(NODES)) {
      LocalTopics.provision(kafka.bootstrapServers(), PARTITIONS);
      write(
          folder.resolve("environment"),
          environment(folder, kafka.bootstrapServers(), redis.uri()));
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  static Map<String, String> environment(Path folder, String kafka, String redis) {
    Map<String, String> all = new TreeMap<>();
    for (String prefix : new String[] {"FEED_", "RIVULET_"}) {
      all.put(prefix + "KAFKA", kafka);
      all.put(prefix + "REDIS", redis);
      all.put(prefix + "DOOR_SECRET_FILE", folder.resolve("secrets/door.secret").toString());
      all.put(prefix + "LOGS", "json");
    }
    all.put("FEED_DOOR_CERTIFICATES", folder.resolve("secrets/inner-ca.crt").toString());
    all.put("FEED_TOKEN_KEYS", folder.resolve("secrets/token-keys.json").toString());
    all.put("FEED_MEDIA", folder.resolve("media").toString());
    all.put("RIVULET_STATE", folder.resolve("state").toString());
    return all;
  }

  /// All at once, so that whoever waits for the file reads the whole.
  private static void write(Path file, Map<String, String> environment) throws IOException {
    Path whole = file.resolveSibling("environment.new");
    Files.writeString(
        whole,
        environment.entrySet().stream()
            .map(entry -> "export %s='%s'%n".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining()));
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
