package io.rivulet.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.topic.LayoutTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a service is trained beside, and with which settings.
class TrainingServersIT {
  private static final Pattern EXPORT = Pattern.compile("export ([A-Z_]+)='([^']*)'");
  private static final Pattern OPTION = Pattern.compile("-Ddw\\.([^=]+)=");

  @TempDir private Path folder;

  @Test
  void kafkaAndRedisAnswerUntilItIsStopped() throws Exception {
    Path file = folder.resolve("environment");
    Thread program =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    TrainingServers.main(
                        new String[] {System.getProperty("feed.kafka.home"), folder.toString()});
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    try {
      await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(file));
      Map<String, String> environment = environment(file);
      assertThat(environment.keySet()).isSubsetOf(known());
      KafkaSettings kafka = KafkaSettings.of(environment.getOrDefault("FEED_KAFKA", ""));
      try (LayoutTopic topic = new LayoutTopic(kafka, Duration.ofSeconds(10))) {
        assertThat(topic.read().isMoving()).isFalse();
      }
      try (Redis redis =
          new Redis(RedisSettings.of(environment.getOrDefault("RIVULET_REDIS", "")))) {
        assertThat(redis.isCluster()).as("as in compose.yml").isTrue();
      }
      environment.forEach(
          (name, value) -> {
            if (name.endsWith("_FILE") || name.endsWith("_KEYS")) {
              assertThat(Path.of(value)).as(name).isNotEmptyFile();
            }
          });
    } finally {
      program.interrupt();
      program.join(Duration.ofSeconds(30));
    }
    assertThat(program.isAlive()).isFalse();
  }

  private static Map<String, String> environment(Path file) {
    return Composition.text(file)
        .lines()
        .map(EXPORT::matcher)
        .peek(line -> assertThat(line.matches()).isTrue())
        .collect(
            Collectors.toMap(
                line -> line.group(1), line -> line.group(2), (a, _) -> a, TreeMap::new));
  }

  /// What the services' configurations take from the environment.
  private static Set<String> known() {
    return Stream.of(
            "feed-ingest/config/ingest.yml",
            "feed-fanout/config/fanout.yml",
            "feed-reader/config/reader.yml")
        .map(file -> Composition.text(Composition.ROOT.resolve(file)))
        .flatMap(text -> Pattern.compile("\\$\\{([A-Z_]+)").matcher(text).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"feed-fanout-1:FanoutApplication", "feed-reader:ReaderApplication"})
  void aServiceIsTrainedWithTheOptionsItIsStartedWith(String serviceAndMain) {
    String[] parts = serviceAndMain.split(":", 2);
    String train = Composition.text(Composition.HERE.resolve("images/train"));
    int from = train.indexOf("*." + parts[1]);
    String branch = train.substring(from, train.indexOf(";;", from));
    List<String> command =
        Composition.read().service(parts[0]).list("command").stream().map(String::valueOf).toList();
    assertThat(options(branch)).isNotEmpty().isEqualTo(options(String.join(" ", command)));
    assertThat(command).anyMatch(word -> word.endsWith("." + parts[1]));
  }

  private static Set<String> options(String text) {
    return OPTION
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
