package io.rivulet.fanout.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.fanout.flow.Acknowledgements;
import io.rivulet.fanout.flow.Gate;
import io.rivulet.fanout.flow.Retries;
import io.rivulet.fanout.live.Journeys;
import io.rivulet.fanout.live.Listeners;
import io.rivulet.fanout.live.Telling;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.timeline.TimelineLimits;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A lane that never takes its shards over, so that everything waits.
class LaneTest {
  private final Redis redis = new Redis(RedisSettings.of("redis://127.0.0.1:1"));
  private final Retries retries = new Retries();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Lane lane =
      new Lane(
          new DeliverProcessor.RedisSide(
              redis,
              new Gate(),
              retries,
              new LaneMetrics(meters),
              new Telling(
                  new Listeners(redis, meters, System::nanoTime),
                  new Journeys(redis, false, Clock.systemUTC()))),
          new LaneSettings(1, 1, 100, TimelineLimits.DEFAULT),
          0,
          1);

  @AfterEach
  void stop() {
    lane.close();
    retries.close();
    redis.close();
  }

  @Test
  void relationsThatWaitTakeRoomByTheirSize() {
    // Room for 100 timelines with 8 entries of 8 bytes each.
    lane.relate(1, new byte[3_000], true, 0);
    assertThat(hasRoom()).isTrue();
    lane.relate(2, new byte[3_600], true, 0);
    assertThat(hasRoom()).isFalse();
  }

  @Test
  void relationsThatAreReplacedTakeNoneAnyMore() {
    for (int i = 0; i < 50; i++) {
      lane.relate(1, new byte[3_000], i == 0, 0);
    }
    assertThat(lane.pending()).isEqualTo(1);
    assertThat(hasRoom()).isTrue();
  }

  /// As a revocation does, before which no task had its turn.
  @Test
  void whatIsPutOffIsWrittenBeforeACommitWaitsForTheLane() {
    Acknowledgements acknowledgements = new Acknowledgements(Duration.ofSeconds(2));
    acknowledgements.register(lane);
    lane.beforeAwait(() -> lane.relate(1, new byte[64], false, 0));
    assertThat(acknowledgements.all(Duration.ZERO)).as("Redis is away").isFalse();
    assertThat(lane.pending()).isEqualTo(1);
    acknowledgements.unregister(lane);
  }

  private boolean hasRoom() {
    return lane.awaitRoom(Duration.ZERO);
  }
}
