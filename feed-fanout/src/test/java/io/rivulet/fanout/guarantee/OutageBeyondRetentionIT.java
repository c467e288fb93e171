package io.rivulet.fanout.guarantee;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rivulet.servers.ServerException;
import io.rivulet.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageBeyondRetentionIT {
  private static final Graph GRAPH = Graph.random(5, 5_000, 10, 2);

  @TempDir Path folder;

  @Test
  void aWorkerThatWasAwayLongerThanKafkaKeepsRecordsRefusesToStart() {
    try (Feed feed = new Feed();
        WorkerProcess worker =
            WorkerProcess.start(folder, feed.settings(feed.redisServer().uri()))) {
      feed.create(GRAPH);
      await().atMost(Duration.ofSeconds(40)).until(feed::settled);
      worker.kill();
      feed.publish(GRAPH, 20);
      feed.deleteRecords(Topics.POSTS);

      assertThatThrownBy(worker::restart)
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("ended with code")
          .hasMessageContaining("but Kafka has deleted everything before")
          .hasMessageContaining("choose a new streams.applicationId");
    }
  }
}
