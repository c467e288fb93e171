package io.rivulet.fanout.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.timeline.Deliveries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Two workers share the work, whatever becomes of one of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RebalanceIT {
  private static final Graph GRAPH = Graph.random(2, 2_000, 60, 4);
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir static Path folder;
  private final Feed feed = new Feed();
  private final FaultProxy proxy = FaultProxy.to(feed.redisServer().port());
  private final List<Published> posts = new ArrayList<>();
  private WorkerProcess first;
  private WorkerProcess second;
  private String firstProcess;

  @BeforeAll
  void start() {
    feed.create(GRAPH);
    first = WorkerProcess.start(folder.resolve("first"), feed.settings(proxy.uri()));
    await().atMost(SOON).until(() -> processes().size() == 1);
    firstProcess = processes().iterator().next();
    second = WorkerProcess.start(folder.resolve("second"), feed.settings(feed.redisServer().uri()));
    await().atMost(SOON).until(() -> bothWork() && feed.settled());
    feed.openTimelines(GRAPH);
  }

  @AfterAll
  void stop() {
    first.close();
    second.close();
    proxy.close();
    feed.close();
  }

  @Test
  void aWorkerThatSleptThroughARebalanceCannotWriteAndRejoinsByItself() throws Exception {
    try (Load load = Load.on(feed, GRAPH)) {
      proxy.holdRequestsFrom(":home:");
      await().atMost(SOON).until(proxy::triggered);
      first.pause();
      await().atMost(SOON).until(() -> !processes().contains(firstProcess));
      await().atMost(SOON).until(() -> second.ready());
      long deliveries = (long) second.metric("rivulet_deliveries_total");
      await()
          .atMost(SOON)
          .until(() -> second.metric("rivulet_deliveries_total") > deliveries + 100);

      // What it had sent before it slept arrives when another has its shards.
      proxy.open();
      await().atMost(SOON).until(() -> feed.redisInfo("errorstats").contains(Deliveries.FENCED));
      first.resume();

      // Its health still tells of the threads that were fenced off.
      await().atMost(SOON).until(this::bothHaveTasks);
      CommittedIsApplied.verify(feed, load.posts());
      posts.addAll(load.end());
    }
    everyPostIsThereOnce();
  }

  @Test
  void aRollingRestartUnderLoadLosesNothing() throws Exception {
    try (Load load = Load.on(feed, GRAPH)) {
      for (WorkerProcess worker : List.of(first, second)) {
        assertThat(worker.stop(Duration.ofSeconds(15))).isLessThan(Duration.ofSeconds(10));
        CommittedIsApplied.verify(feed, load.posts());
        worker.restart();
        await().atMost(SOON).until(this::bothWork);
      }
      posts.addAll(load.end());
    }
    everyPostIsThereOnce();
  }

  private void everyPostIsThereOnce() {
    await().atMost(SOON).until(feed::settled);
    CommittedIsApplied.verify(feed, posts);
    EveryPostOnce.verify(feed.redis(), GRAPH, posts);
  }

  private boolean bothWork() {
    return first.ready() && second.ready() && bothHaveTasks();
  }

  private boolean bothHaveTasks() {
    return processes().size() == 2
        && feed.members().stream().noneMatch(member -> member.assignment().activeTasks().isEmpty());
  }

  private Set<String> processes() {
    return feed.members().stream()
        .map(StreamsGroupMemberDescription::processId)
        .collect(Collectors.toSet());
  }
}
