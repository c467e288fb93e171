package io.rivulet.fanout.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.fanout.Events;
import io.rivulet.fanout.plan.LargeAuthors;
import io.rivulet.redis.Redis;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.Test;

/// A Redis that comes back from its file has all writes up to some moment and none after it. All
/// that is committed and gone is found, whatever moment that is.
class LostTailIT {
  private static final long AUTHOR = 1;
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final Duration BETWEEN_COMMITS = Duration.ofMillis(500);

  /// Ticks, which are a second apart, come between two looks, and all of them before the commit.
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(4);

  @Test
  void whatWasWrittenLongAfterTheCommitBeforeIsFound() {
    try (Redis redis = Stages.connect();
        Stages stages =
            new Stages(
                redis, new LargeAuthors(LargeAuthors.NONE), BETWEEN_COMMITS, BETWEEN_LOOKS)) {
      stages.publish(Events.account(AUTHOR));
      assertThat(stages.plan(Topics.ACCOUNTS)).isTrue();
      publish(stages, 1_010);
      stages.commitPlan();
      publish(stages, 1_020);
      stages.tickPlan();
      stages.tickPlan();
      stages.tickPlan();
      await().atMost(SOON).until(() -> hasLast(stages, 1_020));
      List<KeyValue<byte[], byte[]>> synced = stages.contents();
      publish(stages, 1_030);
      await().pollDelay(BETWEEN_COMMITS).until(() -> true);
      stages.commitPlan();
      assertThat(stages.author(AUTHOR)).endsWith(1_030);
      stages.goBackTo(synced);
      assertThat(stages.author(AUTHOR)).endsWith(1_020);
      await().atMost(SOON).until(() -> hasLastAfterATick(stages, 1_030));
    }
  }

  private static void publish(Stages stages, long id) {
    stages.publish(Events.post(id, AUTHOR));
    assertThat(stages.plan(Topics.POSTS)).isTrue();
  }

  private static boolean hasLastAfterATick(Stages stages, long id) {
    stages.tickPlan();
    return hasLast(stages, id);
  }

  private static boolean hasLast(Stages stages, long id) {
    long[] ids = stages.author(AUTHOR);
    return ids[ids.length - 1] == id;
  }
}
