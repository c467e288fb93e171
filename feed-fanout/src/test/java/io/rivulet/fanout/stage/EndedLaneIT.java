package io.rivulet.fanout.stage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rivulet.fanout.Events;
import io.rivulet.fanout.flow.BeginsAnew;
import io.rivulet.fanout.plan.LargeAuthors;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.Redis;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What ends a lane is found, and its thread replaced, though nothing more is read: where Redis was
/// emptied just before a commit was due, a worker drained for it in vain, and wrote nothing again
/// until another record came.
class EndedLaneIT {
  private static final long ACCOUNT = 1;
  private static final Duration INTERVAL = Duration.ofMillis(300);
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void aRedisThatIsEmptiedJustBeforeACommitIsDueIsFound() {
    int partition = Shards.partition(Shards.of(ACCOUNT), Stages.PARTITIONS);
    try (Redis redis = Stages.connect();
        Stages stages = new Stages(redis, new LargeAuthors(LargeAuthors.NONE), INTERVAL)) {
      stages.publish(Events.account(ACCOUNT));
      stages.planAll();
      stages.publish(Events.follow(ACCOUNT, ACCOUNT + 1));
      stages.planAll();
      stages.deliver(partition);
      stages.commitDeliver(partition);
      stages.deliver(partition);
      redis.await(redis.commands().flushall());

      assertThatThrownBy(
              () -> {
                // Not due yet: Redis is told how far all is, and refuses it.
                stages.tickDeliver(partition);
                await().atMost(SOON).until(stages::refused);
                await().pollDelay(INTERVAL).atMost(SOON).until(() -> true);
                stages.tickDeliver(partition);
              })
          .isInstanceOf(BeginsAnew.class);
    }
  }
}
