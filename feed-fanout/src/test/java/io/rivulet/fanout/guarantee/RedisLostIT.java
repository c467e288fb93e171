package io.rivulet.fanout.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.ScriptOutputType;
import io.rivulet.event.Reaction;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.notice.Notice;
import io.rivulet.notice.Notices;
import io.rivulet.reaction.Reactions;
import io.rivulet.reaction.Tally;
import io.rivulet.redis.LuaScript;
import io.rivulet.relations.Relations;
import io.rivulet.timeline.AuthorTimeline;
import io.rivulet.timeline.PlannedMark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Redis forgets everything: what the reader's rebuild needs comes back, and new posts are
/// delivered to what it rebuilt.
class RedisLostIT {
  private static final Graph GRAPH = Graph.random(4, 4_000, 60, 4);
  private static final Duration SOON = Duration.ofSeconds(40);

  /// The plan of a partition asks for its mark, as it does before each commit.
  private static final String A_LOOK =
      LuaScript.load(PlannedMark.class, "planned_look.lua", ScriptOutputType.MULTI).digest();

  @TempDir Path folder;
  private final Feed feed = new Feed();
  private final FaultProxy proxy = FaultProxy.to(feed.redisServer().port());
  private WorkerProcess worker;

  @BeforeEach
  void start() {
    feed.create(GRAPH);
    Map<String, String> settings = new HashMap<>(feed.settings(proxy.uri()));
    settings.put("delivery.pendingTimelines", "64");
    worker = WorkerProcess.start(folder, settings);
    await().atMost(SOON).until(feed::settled);
    feed.openTimelines(GRAPH);
  }

  @AfterEach
  void stop() {
    worker.close();
    proxy.close();
    feed.close();
  }

  @Test
  void aRedisThatIsKilledAndStartsEmptyIsFilledAgain() {
    List<Published> before = new ArrayList<>(feed.publish(GRAPH, 200));
    await().atMost(SOON).until(feed::settled);
    EveryPostOnce.verify(feed.redis(), GRAPH, before);
    long liker = GRAPH.accounts().iterator().next();
    List<Published> liked = List.copyOf(before.subList(0, 40));
    feed.like(liker, liked);
    await().atMost(SOON).until(feed::settled);
    reactionsAreThere(liker, liked);

    // Redis ends in the midst of deliveries, for whose answers consumption has stopped.
    proxy.holdAnswersFrom(":home:");
    before.addAll(feed.publish(GRAPH, 100));
    await().atMost(SOON).until(proxy::triggered);
    // What was read before a commit came due stops nothing: posts have to go on coming.
    await()
        .atMost(SOON)
        .until(
            () -> {
              before.addAll(feed.publish(GRAPH, 20));
              return worker.metric("rivulet_gate_closed_seconds") > 0;
            });
    feed.redisServer().kill();
    feed.redisServer().restart();
    proxy.open();
    await().atMost(SOON).ignoreExceptions().untilAsserted(() -> everythingIsBack(before));
    await().atMost(SOON).untilAsserted(() -> reactionsAreThere(liker, liked));
    await().atMost(SOON).until(feed::settled);
    for (long viewer : GRAPH.accounts()) {
      assertThat(get(Keyspace.home(viewer))).as("the reader rebuilds it").isNull();
    }

    feed.openTimelines(GRAPH);
    List<Published> after = feed.publish(GRAPH, 300);
    await().atMost(SOON).until(feed::settled);
    EveryPostOnce.verify(feed.redis(), GRAPH, after);
  }

  /// A mark that is raised then must not stand for what is gone.
  @Test
  void aRedisThatIsEmptiedWhileItsMarksAreLookedAtIsFilledAgain() {
    List<Published> posts = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      posts.addAll(feed.publish(GRAPH, 60));
      proxy.holdAnswersFrom(A_LOOK);
      await().atMost(SOON).until(proxy::triggered);
      feed.redis().await(feed.redis().commands().flushall());
      proxy.open();
      await().atMost(SOON).ignoreExceptions().untilAsserted(() -> everythingIsBack(posts));
    }
  }

  private void everythingIsBack(List<Published> posts) {
    for (long account : GRAPH.accounts()) {
      Relations relations = Relations.decode(get(Keyspace.relations(account)));
      Set<Long> following = new TreeSet<>();
      for (long followee : Objects.requireNonNull(relations).following()) {
        following.add(followee);
      }
      assertThat(following).isEqualTo(GRAPH.following().get(account));
      AuthorTimeline timeline = AuthorTimeline.decode(get(Keyspace.author(account)));
      assertThat(Objects.requireNonNull(timeline).ids().toArray())
          .containsExactly(
              posts.stream()
                  .filter(post -> post.author() == account)
                  .mapToLong(Published::id)
                  .sorted()
                  .toArray());
      assertThat(get(Keyspace.account(account))).isNotNull();
    }
    for (Published post : posts) {
      assertThat(get(Keyspace.post(post.id()))).as("body of %s", post).isNotNull();
    }
  }

  private void reactionsAreThere(long liker, List<Published> posts) {
    for (Published post : posts) {
      assertThat(Tally.decode(get(Keyspace.tally(post.id()))).likes()).isEqualTo(1);
      long period = Reactions.period(post.id());
      assertThat(Reactions.decode(get(Keyspace.reactions(liker, period))).to(post.id()).flags())
          .isEqualTo(1 << Reaction.LIKE.code());
      if (post.author() != liker) {
        assertThat(Notices.decode(get(Keyspace.notices(post.author()))))
            .extracting(Notice::post)
            .contains(post.id());
      }
    }
  }

  private byte[] get(byte[] key) {
    return feed.redis().await(feed.redis().commands().get(key));
  }
}
