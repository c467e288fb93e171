package io.rivulet.fanout.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.RedisUnavailableException;
import io.rivulet.servers.HostedServer;
import io.rivulet.servers.ReplicatedRedis;
import io.rivulet.servers.ServerHost;
import io.rivulet.timeline.AuthorTimeline;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.timeline.ShardState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A replica takes the place of its primary without the last that was acknowledged: nothing is
/// missing afterwards.
class FailOverIT {
  private static final Graph GRAPH = Graph.random(23, 5_000, 60, 10);
  private static final Duration SOON = Duration.ofSeconds(60);

  /// A worker whose threads begin anew as they should is not ill.
  private static final Duration LESS_THAN_A_FAILURE_IS_TOLD = Duration.ofSeconds(20);

  private static final int POSTS = 300;
  private static final int PRIMARIES = 3;
  private static final List<ServerHost> HOSTS =
      IntStream.range(0, PRIMARIES).mapToObj(i -> ServerHost.loopback("host-" + i)).toList();

  @TempDir Path folder;
  private ReplicatedRedis cluster;
  private Feed feed;

  @BeforeEach
  void start() {
    cluster = ReplicatedRedis.start(HOSTS, folder.resolve("redis"), Duration.ofSeconds(1));
    feed = new Feed(cluster.uri());
    feed.create(GRAPH);
  }

  @AfterEach
  void stop() {
    feed.close();
    cluster.close();
  }

  private WorkerProcess worker(Duration commitInterval) {
    Map<String, String> settings = new HashMap<>(feed.settings(cluster.uri()));
    settings.put("streams.commitInterval", commitInterval.toString());
    WorkerProcess worker = WorkerProcess.start(folder, settings);
    await().atMost(SOON).until(() -> worker.ready() && feed.settled());
    feed.openTimelines(GRAPH);
    return worker;
  }

  @Test
  void whatWasAcknowledgedAndNotCommittedIsWrittenAgainAndNoTimelineIsDropped() {
    try (WorkerProcess worker = worker(Duration.ofSeconds(10))) {
      List<Published> posts = new ArrayList<>(feed.publish(GRAPH, POSTS));
      await().atMost(SOON).until(feed::settled);
      var committed = feed.committed();
      cluster.cutOffReplicas();
      posts.addAll(feed.publish(GRAPH, POSTS));
      await().atMost(SOON).untilAsserted(() -> EveryPostOnce.verify(feed.redis(), GRAPH, posts));
      lacksSomething(0);
      assertThat(feed.committed()).as("the replica takes over first").isEqualTo(committed);
      cluster.takeOver(replicas().get(0));
      await().atMost(SOON).until(feed::settled);
      await()
          .atMost(SOON)
          .ignoreException(RedisUnavailableException.class)
          .untilAsserted(
              () -> {
                EveryPostOnce.verify(feed.redis(), GRAPH, posts);
                bodiesAreThere(posts);
              });
      assertThat(worker.metric("rivulet_redis_lineage_changes_total")).isPositive();
      assertThat(worker.log()).contains("a stream thread begins anew: Redis has fallen over");
      await().atMost(LESS_THAN_A_FAILURE_IS_TOLD).until(worker::ready);
    }
  }

  @Test
  void whatWasCommittedAndIsLostIsFoundByItsMarks() {
    try (WorkerProcess worker = worker(Feed.COMMIT_INTERVAL)) {
      List<Published> posts = new ArrayList<>(feed.publish(GRAPH, POSTS));
      await().atMost(SOON).until(feed::settled);
      cluster.cutOffReplicas();
      posts.addAll(feed.publish(GRAPH, POSTS));
      // With no replica connected, none is waited for.
      await().atMost(SOON).until(feed::settled);
      lacksSomething(1);
      cluster.takeOver(replicas().get(1));
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                bodiesAreThere(posts);
                authorTimelinesAreThere(posts);
                homesHaveAllOrAreVoid(posts);
              });
      assertThat(worker.metric("rivulet_plan_restored_total")).isPositive();
      // By whichever came first: a write that was refused, or a commit that met another primary.
      assertThat(
              worker.metric("rivulet_delivery_refused_total")
                  + worker.metric("rivulet_redis_lineage_changes_total"))
          .isPositive();
      await().atMost(SOON).until(feed::settled);
      feed.openTimelines(GRAPH);
      List<Published> after = feed.publish(GRAPH, POSTS);
      await().atMost(SOON).until(feed::settled);
      for (long viewer : GRAPH.accounts()) {
        HomeTimeline home = HomeTimeline.decode(get(Keyspace.home(viewer)));
        // Those that were not lost have what came before too.
        assertThat(Objects.requireNonNull(home).ids().toArray())
            .endsWith(GRAPH.home(viewer, after).stream().mapToLong(Long::longValue).toArray());
      }
    }
  }

  @Test
  void aPrimaryIsKilledUnderLoad() {
    try (WorkerProcess worker = worker(Feed.COMMIT_INTERVAL)) {
      List<Published> posts = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        posts.addAll(feed.publish(GRAPH, 100));
      }
      primaries().get(2).kill();
      for (int i = 0; i < 5; i++) {
        posts.addAll(feed.publish(GRAPH, 50));
      }
      await().atMost(SOON).until(feed::settled);
      await()
          .atMost(SOON)
          .ignoreException(RedisUnavailableException.class)
          .untilAsserted(
              () -> {
                bodiesAreThere(posts);
                authorTimelinesAreThere(posts);
                homesHaveAllOrAreVoid(posts);
              });
      await().atMost(SOON).until(worker::ready);
    }
  }

  @Test
  void nothingIsCommittedThatAConnectedReplicaDoesNotHave() {
    try (WorkerProcess worker = worker(Feed.COMMIT_INTERVAL)) {
      replicas().forEach(HostedServer::pause);
      var committed = feed.committed();
      List<Published> posts = feed.publish(GRAPH, POSTS);
      await().atMost(SOON).untilAsserted(() -> EveryPostOnce.verify(feed.redis(), GRAPH, posts));
      // What is delivered is not committed, for many intervals.
      await()
          .during(Feed.COMMIT_INTERVAL.multipliedBy(8))
          .atMost(SOON)
          .until(() -> feed.committed().equals(committed));
      assertThat(worker.metric("rivulet_redis_unconfirmed_total")).isPositive();
      replicas().forEach(HostedServer::resume);
      await().atMost(SOON).until(feed::settled);
      CommittedIsApplied.verify(feed, posts);
      assertThat(worker.metric("rivulet_delivery_refused_total")).isZero();
    }
  }

  /// Those that are primaries at first.
  private List<HostedServer> primaries() {
    return cluster.nodes().subList(0, PRIMARIES);
  }

  /// Theirs, in the same order.
  private List<HostedServer> replicas() {
    return cluster.nodes().subList(PRIMARIES, 2 * PRIMARIES);
  }

  private void lacksSomething(int primary) {
    assertThat(offset(replicas().get(primary), "slave_repl_offset"))
        .isLessThan(offset(primaries().get(primary), "master_repl_offset"));
  }

  private long offset(HostedServer node, String name) {
    return cluster
        .ask(node, "INFO replication")
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1).strip()))
        .findFirst()
        .orElseThrow();
  }

  private void bodiesAreThere(List<Published> posts) {
    for (Published post : posts) {
      assertThat(get(Keyspace.post(post.id()))).as("body of %s", post).isNotNull();
    }
  }

  private void authorTimelinesAreThere(List<Published> posts) {
    for (long author : GRAPH.authors()) {
      AuthorTimeline timeline = AuthorTimeline.decode(get(Keyspace.author(author)));
      assertThat(Objects.requireNonNull(timeline).ids().toArray())
          .as("author timeline of %d", author)
          .containsExactly(
              posts.stream()
                  .filter(post -> post.author() == author)
                  .mapToLong(Published::id)
                  .sorted()
                  .toArray());
    }
  }

  /// A timeline of another generation is rebuilt when it is read.
  private void homesHaveAllOrAreVoid(List<Published> posts) {
    for (long viewer : GRAPH.accounts()) {
      HomeTimeline home = HomeTimeline.decode(get(Keyspace.home(viewer)));
      ShardState state = ShardState.decode(get(Keyspace.state(Shards.of(viewer))));
      if (home != null && home.generation() == Objects.requireNonNull(state).generation()) {
        assertThat(home.ids().toArray())
            .as("home timeline of %d", viewer)
            .containsExactly(
                GRAPH.home(viewer, posts).stream().mapToLong(Long::longValue).toArray());
      }
    }
  }

  private byte[] get(byte[] key) {
    return feed.redis().await(feed.redis().commands().get(key));
  }
}
