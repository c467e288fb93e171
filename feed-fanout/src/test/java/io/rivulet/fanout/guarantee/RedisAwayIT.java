package io.rivulet.fanout.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.topic.Topics;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// While Redis is away the worker waits in its group and says so; then it goes on by itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisAwayIT {
  private static final Graph GRAPH = Graph.random(3, 3_000, 200, 4);
  private static final Duration SOON = Duration.ofSeconds(40);

  /// Longer than the patience, the commands' time-out and the group's session.
  private static final Duration AWAY = Feed.SESSION.plusSeconds(1);

  private static final int PENDING = 100;

  /// Records that a plan task has under way at most, and as many again that one pass may bring
  /// after the gate has closed.
  private static final int PLANNED = Feed.PARTITIONS * 2 * 256;

  private static final int POSTS = 2 * PLANNED;

  @TempDir static Path folder;
  private final Feed feed = new Feed();
  private final FaultProxy proxy = FaultProxy.to(feed.redisServer().port());
  private final List<Published> posts = new ArrayList<>();
  private WorkerProcess worker;
  private Set<String> members;
  private Map<Integer, Long> postsCommitted;

  @BeforeAll
  void start() {
    feed.create(GRAPH);
    Map<String, String> settings = new HashMap<>(feed.settings(proxy.uri()));
    settings.put("delivery.pendingTimelines", Integer.toString(PENDING));
    worker = WorkerProcess.start(folder, settings);
    await().atMost(SOON).until(() -> worker.ready() && feed.settled());
    feed.openTimelines(GRAPH);
  }

  @AfterAll
  void stop() {
    worker.close();
    proxy.close();
    feed.close();
  }

  @BeforeEach
  void settled() {
    await().atMost(SOON).until(() -> worker.ready() && feed.settled());
    members = members();
    postsCommitted = feed.committed(Topics.POSTS);
  }

  @Test
  void aConnectionThatBreaksAndIsRefusedIsWaitedFor() {
    proxy.cut();
    posts.addAll(feed.publish(GRAPH, POSTS));
    waitsInItsGroup(AWAY);
    assertThat(feed.committed(Topics.POSTS))
        .as("nothing could be applied")
        .isEqualTo(postsCommitted);
    proxy.open();
    goesOnByItself();
  }

  @Test
  void aRedisThatHangsIsWaitedFor() {
    feed.redisServer().pause();
    posts.addAll(feed.publish(GRAPH, POSTS));
    waitsInItsGroup(AWAY);
    assertThat(feed.committed(Topics.POSTS))
        .as("nothing could be applied")
        .isEqualTo(postsCommitted);
    feed.redisServer().resume();
    goesOnByItself();
  }

  @Test
  void deliveriesThatWaitForTheirAnswersAreBounded() {
    proxy.holdAnswersFrom(":home:");
    posts.addAll(feed.publish(GRAPH, POSTS));
    await().atMost(SOON).until(proxy::triggered);
    waitsInItsGroup(Duration.ofSeconds(1));
    assertThat(worker.metric("rivulet_delivery_pending")).isPositive();
    CommittedIsApplied.verify(feed, posts);
    proxy.open();
    goesOnByItself();
  }

  private void waitsInItsGroup(Duration away) {
    await().atMost(SOON).until(() -> worker.metric("rivulet_gate_closed_seconds") > 0);
    await()
        .during(away)
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(members()).isEqualTo(members);
              assertThat(worker.metric("rivulet_delivery_pending"))
                  .isLessThan(Feed.PARTITIONS * 2.0 * PENDING);
              assertThat(worker.metric("rivulet_plan_pending")).isLessThan(PLANNED);
            });
    HttpResponse<String> health = worker.health();
    assertThat(health.statusCode()).isEqualTo(500);
    assertThat(health.body()).contains("Redis has not taken writes for");
  }

  private void goesOnByItself() {
    await().atMost(SOON).until(feed::settled);
    await().atMost(SOON).until(worker::ready);
    assertThat(members()).as("it never left its group").isEqualTo(members);
    CommittedIsApplied.verify(feed, posts);
    EveryPostOnce.verify(feed.redis(), GRAPH, posts);
  }

  private Set<String> members() {
    return feed.members().stream()
        .map(StreamsGroupMemberDescription::memberId)
        .collect(Collectors.toSet());
  }
}
