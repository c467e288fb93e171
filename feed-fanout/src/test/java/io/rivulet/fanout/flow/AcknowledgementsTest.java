package io.rivulet.fanout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {
  private static final Duration BOUND = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Acknowledgements acknowledgements = new Acknowledgements(BOUND, LONG);

  /// Writes that are under way until they are told otherwise.
  private static final class Writes implements Acknowledgements.Pending {
    private boolean acknowledged;
    private boolean deferring;

    @Override
    public boolean await(Duration bound) {
      return acknowledged;
    }

    @Override
    public boolean defersCommit() {
      return deferring;
    }
  }

  @Test
  void aThreadCommitsOnceAnInterval() {
    assertThat(acknowledgements.commitDue()).isTrue();
    assertThat(acknowledgements.commitDue()).isTrue();
    acknowledgements.commitAsked();
    assertThat(acknowledgements.commitDue()).isFalse();
  }

  @Test
  void aCommitIsAskedForOnceAllTasksHaveNotedHowFarTheyAre() {
    Writes one = new Writes();
    Writes other = new Writes();
    acknowledgements.register(one);
    acknowledgements.register(other);
    assertThat(acknowledgements.noted(one, true)).isFalse();
    assertThat(acknowledgements.noted(one, false)).isFalse();
    assertThat(acknowledgements.noted(other, false)).isTrue();
    acknowledgements.commitAsked();
    assertThat(acknowledgements.noted(one, false)).isFalse();
    // Nobody has anything to commit.
    assertThat(acknowledgements.noted(other, false)).isFalse();
    acknowledgements.unregister(other);
    assertThat(acknowledgements.noted(one, true)).isTrue();
  }

  @Test
  void anotherThreadHasItsOwnInterval() {
    acknowledgements.commitAsked();
    assertThat(CompletableFuture.supplyAsync(acknowledgements::commitDue).join()).isTrue();
  }

  @Test
  void withoutAnIntervalACommitIsAlwaysDue() {
    Acknowledgements always = new Acknowledgements(BOUND);
    always.commitAsked();
    assertThat(always.commitDue()).isTrue();
  }

  @Test
  void aLargeFanOutPutsTheCommitOff() {
    Writes large = new Writes();
    large.deferring = true;
    acknowledgements.register(large);
    assertThat(acknowledgements.commitDue()).isFalse();
    large.deferring = false;
    assertThat(acknowledgements.commitDue()).isTrue();
  }

  @Test
  void aCommitThatComesAllTheSameFailsWhileSomethingIsUnderWay() {
    Writes writes = new Writes();
    acknowledgements.register(writes);
    assertThatThrownBy(() -> acknowledgements.awaitAll(_ -> {}))
        .isInstanceOf(TimeoutException.class);
    writes.acknowledged = true;
    acknowledgements.awaitAll(_ -> {});
    acknowledgements.unregister(writes);
  }
}
