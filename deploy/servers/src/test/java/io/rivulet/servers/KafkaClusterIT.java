package io.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaClusterIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final List<ServerHost> HOSTS =
      IntStream.range(0, 3).mapToObj(i -> ServerHost.loopback("host-" + i)).toList();

  @TempDir private Path folder;

  /// Any of the three: also the one that leads, and the controller.
  @Test
  void oneNodeMayBeLostAtATime() throws Exception {
    var settings = new KafkaCluster.Settings(List.of("-Xmx256m"), Map.of());
    try (var kafka = KafkaCluster.launch(HOSTS, folder, settings)) {
      kafka.awaitAnswer(SOON);
      var conversation = new KafkaConversation(kafka.bootstrapServers());
      try (var admin = conversation.admin()) {
        admin.createTopics(List.of(new NewTopic("kept", 1, (short) 3))).all().get();
        int sent = 0;
        for (HostedServer node : kafka.nodes()) {
          node.kill();
          conversation.send("kept", "value " + sent++);
          node.launch(Map.of());
          node.awaitAnswer(SOON);
          await()
              .atMost(SOON)
              .ignoreExceptions()
              .until(
                  () ->
                      admin
                              .describeTopics(List.of("kept"))
                              .allTopicNames()
                              .get(10, TimeUnit.SECONDS)
                              .values()
                              .iterator()
                              .next()
                              .partitions()
                              .getFirst()
                              .isr()
                              .size()
                          == 3);
        }
      }
      assertThat(conversation.read("kept", 3, Map.of()))
          .containsExactly("value 0", "value 1", "value 2");
    }
  }
}
