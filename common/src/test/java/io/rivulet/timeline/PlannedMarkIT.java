package io.rivulet.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Lineage;
import io.rivulet.redis.TestRedis;
import io.rivulet.timeline.PlannedMark.Raise;
import io.rivulet.timeline.PlannedMark.Raised;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlannedMarkIT {
  private static final Lineage ANOTHER = new Lineage(Map.of(0, "a".repeat(40)));
  private static final int PARTITION = 3;

  @RegisterExtension private static final TestRedis SERVER = new TestRedis();

  private final Lineage own =
      SERVER.redis().await(SERVER.redis().confirm(0, Duration.ofSeconds(5)));

  @BeforeEach
  void empty() {
    SERVER.redis().await(SERVER.redis().commands().flushall());
  }

  private static Raised raise(Raise raise) {
    return SERVER.redis().await(PlannedMark.raise(SERVER.redis().commands(), 0, PARTITION, raise));
  }

  private static PlannedMark mark() {
    List<PlannedMark> marks =
        SERVER.redis().await(PlannedMark.look(SERVER.redis().commands(), 0, 2, 3));
    assertThat(marks.get(0)).as("of another").isEqualTo(new PlannedMark(0, false));
    assertThat(marks.get(2)).as("of another").isEqualTo(new PlannedMark(0, false));
    return marks.get(1);
  }

  @Test
  void whatIsAbsentMayExistUntilItsMarkIsVouchedFor() {
    assertThat(mark().complete()).isFalse();
    assertThat(raise(new Raise(1, false, false, own))).isEqualTo(Raised.DONE);
    assertThat(mark()).isEqualTo(new PlannedMark(1, false));
    assertThat(raise(new Raise(2, true, true, own))).isEqualTo(Raised.DONE);
    assertThat(mark()).isEqualTo(new PlannedMark(2, true));
    assertThat(mark().complete()).isTrue();
    assertThat(raise(new Raise(3, true, false, own))).isEqualTo(Raised.DONE);
    assertThat(mark()).as("raised without a word").isEqualTo(new PlannedMark(3, true));
  }

  @Test
  void aMarkIsVouchedForAsItIs() {
    assertThat(raise(Raise.vouch(own))).isEqualTo(Raised.GONE);
    assertThat(raise(new Raise(5, false, false, own))).isEqualTo(Raised.DONE);
    assertThat(raise(Raise.vouch(ANOTHER))).isEqualTo(Raised.OTHER_LIFE);
    assertThat(mark()).isEqualTo(new PlannedMark(5, false));
    assertThat(raise(Raise.vouch(own))).isEqualTo(Raised.DONE);
    assertThat(mark()).isEqualTo(new PlannedMark(5, true));
  }

  @Test
  void aMarkThatIsGoneIsNotRaised() {
    assertThat(raise(new Raise(2, true, true, own))).isEqualTo(Raised.GONE);
    assertThat(mark()).isEqualTo(new PlannedMark(0, false));
  }

  @Test
  void inALifeThatItsWorkerDoesNotKnowAMarkIsNotRaised() {
    assertThat(raise(new Raise(1, false, true, ANOTHER))).isEqualTo(Raised.OTHER_LIFE);
    assertThat(mark()).isEqualTo(new PlannedMark(0, false));
    assertThat(raise(new Raise(1, false, true, Lineage.unchanging()))).isEqualTo(Raised.DONE);
  }

  @Test
  void oneOfAnotherLifeIsNotVouchedForAndOneThatIsWrittenAgainIsNotComplete() {
    assertThat(raise(new Raise(1, false, true, own))).isEqualTo(Raised.DONE);
    var commands = SERVER.redis().commands();
    SERVER.redis().await(commands.set(Keyspace.plannedLife(0, PARTITION), new byte[40]));
    assertThat(mark()).isEqualTo(new PlannedMark(1, false));
    assertThat(raise(new Raise(-1, true, true, own))).isEqualTo(Raised.DONE);
    assertThat(mark().complete()).isFalse();
  }

  private static List<PlannedMark> marks(int partitions) {
    return SERVER.redis().await(PlannedMark.look(SERVER.redis().commands(), 0, 0, partitions));
  }

  private static long copy(int from, int partitions) {
    return SERVER.redis().await(PlannedMark.copy(SERVER.redis().commands(), 0, from, partitions));
  }

  @Test
  void whatComesOfAPartitionHasItsMarkAsItIs() {
    PlannedMark none = new PlannedMark(0, false);
    assertThat(copy(2, 6)).isZero();
    assertThat(marks(6)).containsOnly(none);
    assertThat(raise(new Raise(7, false, true, own))).isEqualTo(Raised.DONE);
    var commands = SERVER.redis().commands();
    SERVER.redis().await(commands.set(Keyspace.planned(0, 2), PackedIds.pack(9)));
    assertThat(copy(4, 12)).isEqualTo(4);
    PlannedMark vouched = new PlannedMark(7, true);
    PlannedMark another = new PlannedMark(9, false);
    assertThat(marks(12))
        .containsExactly(
            none, none, another, vouched, none, none, another, vouched, none, none, another,
            vouched);
  }

  @Test
  void aMarkThatIsGoneIsGoneForWhatComesOfIt() {
    assertThat(raise(new Raise(7, false, true, own))).isEqualTo(Raised.DONE);
    assertThat(copy(4, 8)).isEqualTo(1);
    empty();
    assertThat(raise(new Raise(1, false, true, own))).isEqualTo(Raised.DONE);
    assertThat(copy(4, 8)).as("again").isEqualTo(1);
    SERVER.redis().await(SERVER.redis().commands().del(Keyspace.planned(0, PARTITION)));
    assertThat(copy(4, 8)).isZero();
    // The life of what is gone stays where it was, and goes nowhere.
    assertThat(marks(8).subList(4, 8)).containsOnly(new PlannedMark(0, false));
  }
}
