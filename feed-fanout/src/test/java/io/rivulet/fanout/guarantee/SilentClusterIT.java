package io.rivulet.fanout.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.rivulet.servers.RedisCluster;
import io.rivulet.servers.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker before a Redis Cluster whose nodes are there and say nothing: what it tries again it
/// does not send again and again, as each try would stay in its memory until it is answered.
class SilentClusterIT {
  private static final Graph GRAPH = Graph.random(12, 1_000, 50, 20);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int POSTS = 300;
  private static final Pattern CALLS = Pattern.compile("cmdstat_[^:]+:calls=(\\d+)");

  /// For many times an answer.
  private static final Duration SILENT = Duration.ofSeconds(20);

  private static final Duration ANSWER = Duration.ofMillis(250);

  @TempDir static Path folder;

  @Test
  void whatIsTriedAgainIsNotSentAgain() {
    try (RedisCluster cluster = RedisCluster.start(2);
        Feed feed = new Feed(cluster.uri())) {
      feed.create(GRAPH);
      Map<String, String> settings = new HashMap<>(feed.settings(cluster.uri()));
      settings.put("redis.commandTimeout", ANSWER.toString());
      try (WorkerProcess worker = WorkerProcess.start(folder, settings)) {
        await().atMost(SOON).until(() -> worker.ready() && feed.settled());
        feed.openTimelines(GRAPH);
        List<Published> posts = new ArrayList<>(feed.publish(GRAPH, POSTS));
        await().atMost(SOON).until(feed::settled);
        long quiet = calls(cluster);

        posts.addAll(feed.publish(GRAPH, POSTS));
        await().atMost(SOON).until(feed::settled);
        long each = calls(cluster) - quiet;

        cluster.nodes().forEach(RedisServer::pause);
        posts.addAll(feed.publish(GRAPH, POSTS));
        await().during(SILENT).atMost(SOON).until(worker::isRunning);
        cluster.nodes().forEach(RedisServer::resume);
        await().atMost(SOON).until(() -> worker.ready() && feed.settled());
        long silent = calls(cluster) - quiet - each;
        System.out.printf(
            "%,d calls for %d posts, %,d for as many when Redis was silent for %d s%n",
            each, POSTS, silent, SILENT.toSeconds());
        assertThat(silent).isLessThan(2 * each);
        EveryPostOnce.verify(feed.redis(), GRAPH, posts);
      }
    }
  }

  /// That the nodes have worked on since they began.
  private static long calls(RedisCluster cluster) {
    long calls = 0;
    for (RedisServer node : cluster.nodes()) {
      try (RedisClient client = RedisClient.create(node.uri());
          var connection = client.connect()) {
        calls +=
            CALLS
                .matcher(connection.sync().info("commandstats"))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
      }
    }
    return calls;
  }
}
