package io.rivulet.ingest.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.cold.ColdSettings;
import io.rivulet.cold.Door;
import io.rivulet.cold.Doors;
import io.rivulet.cold.NotFilledException;
import io.rivulet.cold.WorkersAsked;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Lineage;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.PlannedMark;
import io.rivulet.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Names that are claimed while Redis may have lost whose they are.
class NamesIT {
  private static final String NAME = "Names_It";
  private static final String FOLDED = "names_it";

  private final Redis redis = new Redis(RedisSettings.of(TestServers.redis()));
  private final WorkersAsked workers =
      new WorkersAsked(
          redis,
          new ColdSettings(true, Duration.ofMillis(500), 2, null, null),
          new SimpleMeterRegistry());
  private final Names names = new Names(redis, workers, Duration.ofMinutes(1));

  @BeforeEach
  void tell() {
    forget();
    Door door = new Door(URI.create("http://127.0.0.1:1"), 1);
    redis.await(new Doors(redis).tell(door, List.of(0)));
  }

  @AfterEach
  void close() {
    forget();
    workers.close();
    redis.close();
  }

  private void forget() {
    for (byte[] key :
        List.of(
            Keyspace.doors(),
            Keyspace.planned(0, 0),
            Keyspace.plannedLife(0, 0),
            Keyspace.name(FOLDED),
            Keyspace.claim(FOLDED))) {
      redis.await(redis.commands().del(key));
    }
  }

  private void fill() {
    var raise = new PlannedMark.Raise(1, false, true, Lineage.unchanging());
    redis.await(PlannedMark.raise(redis.commands(), 0, 0, raise));
  }

  @Test
  void aNameIsClaimedOnceAndGoneOnWithByItsClaim() {
    fill();
    assertThat(names.claim(NAME, 7)).isEqualTo(7);
    assertThat(names.claim(NAME, 8)).isEqualTo(7);
    redis.await(redis.commands().set(Keyspace.name(FOLDED), Topics.key(9)));
    assertThat(names.claim(NAME, 10)).as("whoever has it").isEqualTo(9);
  }

  @Test
  void aNameThatMayBeSomebodysIsNotClaimedAndItsClaimGoneOnWithLater() {
    assertThatThrownBy(() -> names.claim(NAME, 7)).isInstanceOf(NotFilledException.class);
    assertThatThrownBy(() -> names.claim(NAME, 8)).isInstanceOf(NotFilledException.class);
    assertThatThrownBy(() -> names.find(NAME)).isInstanceOf(NotFilledException.class);
    fill();
    assertThat(names.find(NAME)).hasValue(7);
    assertThat(names.claim(NAME, 8)).isEqualTo(7);
  }

  /// A try that Redis did not answer to its end leaves a claim: its id is no answer before it is
  /// known whose the name is.
  @Test
  void aClaimThatWasLeftDoesNotTakeANameThatMayBeSomebodys() {
    redis.await(redis.commands().set(Keyspace.claim(FOLDED), Topics.key(7)));
    assertThatThrownBy(() -> names.claim(NAME, 8)).isInstanceOf(NotFilledException.class);
    redis.await(redis.commands().set(Keyspace.name(FOLDED), Topics.key(9)));
    assertThat(names.claim(NAME, 8)).isEqualTo(9);
    redis.await(redis.commands().del(Keyspace.name(FOLDED)));
    fill();
    assertThat(names.claim(NAME, 8)).isEqualTo(7);
  }
}
