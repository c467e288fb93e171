package io.rivulet.fanout.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Nothing is committed to Kafka that Redis has not acknowledged, however the worker ends.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcknowledgedBeforeCommitIT {
  /// Part of the key of every home timeline, hence of every delivery.
  private static final String A_DELIVERY = ":home:";

  private static final Graph GRAPH = Graph.random(1, 1_000, 30, 4);
  private static final int POSTS = 60;

  @TempDir static Path folder;
  private final Feed feed = new Feed();
  private final FaultProxy proxy = FaultProxy.to(feed.redisServer().port());
  private final List<Published> posts = new ArrayList<>();
  private WorkerProcess worker;
  private Map<Integer, Long> deliveriesCommitted;

  @BeforeAll
  void start() {
    feed.create(GRAPH);
    worker = WorkerProcess.start(folder, feed.settings(proxy.uri()));
    settle();
    feed.openTimelines(GRAPH);
  }

  @AfterAll
  void stop() {
    worker.close();
    proxy.close();
    feed.close();
  }

  @BeforeEach
  void settle() {
    await().atMost(Duration.ofSeconds(40)).until(feed::settled);
    deliveriesCommitted = feed.committed(Topics.DELIVERIES);
  }

  @Test
  void whatRedisNeverSawIsDeliveredAfterAKill() {
    proxy.holdRequestsFrom(A_DELIVERY);
    publishAndSeeNothingCommitted();
    assertThat(proxy.requestsHeld()).isPositive();
    worker.kill();
    startsWhileRedisDoesNotAnswer();
    proxy.open();
    everyPostIsThereOnce();
  }

  @Test
  void whatTheWorkerDidNotSeeAcknowledgedIsDeliveredAfterAKill() {
    proxy.holdAnswersFrom(A_DELIVERY);
    publishAndSeeNothingCommitted();
    assertThat(proxy.answersHeld()).isPositive();
    worker.kill();
    everyPostIsThereOnceAfterARestart();
  }

  @Test
  void anOrderlyStopCommitsNothingUnacknowledgedAndDoesNotHang() {
    proxy.holdAnswersFrom(A_DELIVERY);
    publishAndSeeNothingCommitted();
    assertThat(worker.stop(Duration.ofSeconds(15))).isLessThan(Duration.ofSeconds(10));
    assertThat(feed.committed(Topics.DELIVERIES)).isEqualTo(deliveriesCommitted);
    everyPostIsThereOnceAfterARestart();
  }

  private void startsWhileRedisDoesNotAnswer() {
    long failures = threadFailures();
    worker.restart();
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> worker.metric("rivulet_tasks") == Feed.PARTITIONS * 2);
    await()
        .during(Feed.COMMIT_INTERVAL.multipliedBy(5))
        .atMost(Duration.ofSeconds(10))
        .until(() -> threadFailures() == failures);
    assertThat(feed.committed(Topics.DELIVERIES)).isEqualTo(deliveriesCommitted);
  }

  private long threadFailures() {
    return worker.log().lines().filter(line -> line.contains("a stream thread ")).count();
  }

  /// Many commit intervals pass with deliveries that are not acknowledged.
  private void publishAndSeeNothingCommitted() {
    posts.addAll(feed.publish(GRAPH, POSTS));
    await().atMost(Duration.ofSeconds(10)).until(proxy::triggered);
    await()
        .during(Feed.COMMIT_INTERVAL.multipliedBy(8))
        .atMost(Duration.ofSeconds(10))
        .until(() -> feed.committed(Topics.DELIVERIES).equals(deliveriesCommitted));
    CommittedIsApplied.verify(feed, posts);
    assertThat(worker.metric("rivulet_delivery_pending"))
        .as("deliveries that are not acknowledged")
        .isPositive();
  }

  private void everyPostIsThereOnceAfterARestart() {
    proxy.open();
    worker.restart();
    everyPostIsThereOnce();
  }

  private void everyPostIsThereOnce() {
    await().atMost(Duration.ofSeconds(40)).until(feed::settled);
    CommittedIsApplied.verify(feed, posts);
    EveryPostOnce.verify(feed.redis(), GRAPH, posts);
  }
}
