package io.rivulet.fanout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {
  private static final Duration BOUND = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(20);

  /// Takes what nobody asks after.
  private static final Acknowledgements.Sender NOWHERE =
      record -> sent(new ArrayList<>(), record.topic());

  private final Acknowledgements acknowledgements = new Acknowledgements(BOUND, LONG);

  /// Writes that are under way until they are told otherwise.
  private static final class Writes implements Acknowledgements.Pending {
    private boolean acknowledged;
    private boolean deferring;
    private int finished;

    @Override
    public boolean await(Duration bound) {
      return acknowledged;
    }

    @Override
    public boolean finish(Duration bound, Consumer<ProducerRecord<byte[], byte[]>> send) {
      finished++;
      send.accept(new ProducerRecord<>("handed on", new byte[0]));
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
  void aDrainFinishesAllTasksAtOnceAndNotAgainUntilOneOfThemProcessesSomething() {
    List<String> sent = new ArrayList<>();
    acknowledgements.sender(Thread.currentThread().getName(), record -> sent(sent, record.topic()));
    Writes one = writes(true);
    Writes other = writes(true);
    assertThat(acknowledgements.drain(BOUND)).isTrue();
    assertThat(acknowledgements.drain(BOUND)).isTrue();
    assertThat(List.of(one.finished, other.finished)).containsExactly(1, 1);
    assertThat(sent).hasSize(2);
    acknowledgements.requireSent();

    acknowledgements.processed(one);
    assertThat(acknowledgements.drain(BOUND)).isTrue();
    assertThat(other.finished).isEqualTo(2);
  }

  @Test
  void aDrainInVainTellsSo() {
    acknowledgements.sender(Thread.currentThread().getName(), NOWHERE);
    Writes one = writes(false);
    assertThat(acknowledgements.drain(BOUND)).isFalse();
    one.acknowledged = true;
    Awaitility.await().until(() -> acknowledgements.drain(BOUND));
  }

  @Test
  void withoutAProducerTasksHandOnForThemselves() {
    Writes one = writes(true);
    assertThat(acknowledgements.oneByOne()).isTrue();
    assertThat(acknowledgements.drain(BOUND)).isTrue();
    assertThat(one.finished).isZero();
    acknowledgements.sender(Thread.currentThread().getName(), NOWHERE);
    assertThat(acknowledgements.oneByOne()).isFalse();
  }

  @Test
  void whatADrainSentAndKafkaRefusedFailsTheCommit() {
    acknowledgements.sender(
        Thread.currentThread().getName(),
        _ -> CompletableFuture.failedFuture(new TimeoutException("no broker")));
    writes(true);
    assertThat(acknowledgements.drain(BOUND)).isTrue();
    assertThatThrownBy(acknowledgements::requireSent).isInstanceOf(KafkaException.class);
  }

  @Test
  void whatATaskNotedHoldsOnlyUntilItProcessesSomething() {
    Writes one = writes(true);
    Writes other = writes(true);
    assertThat(acknowledgements.noted(one, true)).isFalse();
    acknowledgements.processed(one);
    assertThat(acknowledgements.noted(other, true)).isFalse();
    assertThat(acknowledgements.noted(one, true)).isTrue();
  }

  private Writes writes(boolean acknowledged) {
    Writes writes = new Writes();
    writes.acknowledged = acknowledged;
    acknowledgements.register(writes);
    return writes;
  }

  @SuppressWarnings("NullAway") // Nobody looks at what Kafka says of the record.
  private static CompletableFuture<RecordMetadata> sent(List<String> all, String topic) {
    all.add(topic);
    return CompletableFuture.completedFuture(null);
  }

  @Test
  void aCommitThatComesAllTheSameFailsWhileSomethingIsUnderWay() {
    Writes writes = new Writes();
    acknowledgements.register(writes);
    assertThatThrownBy(() -> acknowledgements.awaitAll(NOWHERE))
        .isInstanceOf(TimeoutException.class);
    writes.acknowledged = true;
    acknowledgements.awaitAll(NOWHERE);
    acknowledgements.unregister(writes);
  }
}
