package io.rivulet.fanout.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.servers.RedisCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same worker before a Redis Cluster, killed in between.
class ClusterIT {
  private static final Graph GRAPH = Graph.random(11, 1_000, 50, 20);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int POSTS = 1_000;

  @TempDir static Path folder;

  @Test
  void everyPostOfEveryFolloweeIsThereOnce() {
    try (RedisCluster cluster = RedisCluster.start(3);
        Feed feed = new Feed(cluster.uri())) {
      feed.create(GRAPH);
      try (WorkerProcess worker = WorkerProcess.start(folder, feed.settings(cluster.uri()))) {
        await().atMost(SOON).until(() -> worker.ready() && feed.settled());
        feed.openTimelines(GRAPH);
        List<Published> posts = feed.publish(GRAPH, POSTS);
        worker.kill();
        worker.restart();
        await().atMost(SOON).until(() -> worker.ready() && feed.settled());
        CommittedIsApplied.verify(feed, posts);
        EveryPostOnce.verify(feed.redis(), GRAPH, posts);
        assertThat(worker.metric("rivulet_delivery_refused_total")).isZero();
      }
    }
  }
}
