package io.rivulet.fanout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.redis.Lineage;
import io.rivulet.redis.RedisUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineagesTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Lineage FIRST = new Lineage(Map.of(0, "a"));
  private static final Lineage SECOND = new Lineage(Map.of(0, "b"));

  private final Retries retries = new Retries();
  private CompletionStage<Lineage> answer = CompletableFuture.completedFuture(FIRST);
  private final AtomicInteger asked = new AtomicInteger();
  private final Lineages lineages =
      new Lineages(
          () -> {
            asked.incrementAndGet();
            return answer;
          },
          retries,
          new SimpleMeterRegistry());

  /// All that it wrote is acknowledged.
  private static final Acknowledgements.Pending ACKNOWLEDGED = _ -> true;

  @AfterEach
  void close() {
    retries.close();
  }

  @Test
  void whileRedisIsTheSameWhatWasWrittenIsConfirmed() {
    assertThat(lineages.begun()).isCompletedWithValue(FIRST);
    lineages.processed();
    assertThat(lineages.confirmed(SHORT)).isTrue();
    assertThat(asked).hasValue(2);
  }

  @Test
  void whereNothingWasProcessedSinceNobodyIsAsked() {
    assertThat(lineages.begun()).isDone();
    lineages.processed();
    assertThat(lineages.confirmed(SHORT)).isTrue();
    answer = CompletableFuture.failedFuture(new RedisUnavailableException("away"));
    assertThat(lineages.confirmed(SHORT)).isTrue();
    lineages.processed();
    assertThat(lineages.confirmed(SHORT)).isFalse();
  }

  @Test
  void anotherLifeOfRedisEndsTheThreadAndNotItsSuccessor() {
    assertThat(lineages.begun()).isCompletedWithValue(FIRST);
    lineages.processed();
    answer = CompletableFuture.completedFuture(SECOND);
    assertThatThrownBy(() -> lineages.confirmed(SHORT)).isInstanceOf(LineageChangedException.class);
    CompletableFuture.runAsync(
            () -> {
              assertThat(lineages.begun()).isCompletedWithValue(SECOND);
              lineages.processed();
              assertThat(lineages.confirmed(SHORT)).isTrue();
            })
        .join();
  }

  @Test
  void aThreadThatWroteNothingSinceGoesOnInAnotherLifeOnceItIsTold() {
    CompletableFuture<Lineage> before = lineages.begun();
    CompletableFuture<Lineage> next = new CompletableFuture<>();
    answer = next;
    lineages.changed(FIRST);
    lineages.changed(FIRST);
    assertThat(asked).as("is asked once").hasValue(2);
    assertThat(lineages.begun()).as("until then").isSameAs(before);
    next.complete(SECOND);
    lineages.changed(FIRST);
    assertThat(lineages.begun()).isCompletedWithValue(SECOND);
    lineages.changed(FIRST);
    assertThat(lineages.begun()).as("that is known").isCompletedWithValue(SECOND);
    assertThat(asked).hasValue(2);
  }

  @Test
  void aLifeThatIsNotToldIsAskedForAgain() {
    assertThat(lineages.begun()).isCompletedWithValue(FIRST);
    answer = CompletableFuture.failedFuture(new RedisUnavailableException("away"));
    lineages.changed(FIRST);
    assertThat(lineages.begun()).isCompletedWithValue(FIRST);
    answer = CompletableFuture.completedFuture(SECOND);
    lineages.changed(FIRST);
    assertThat(lineages.begun()).isCompletedWithValue(SECOND);
  }

  @Test
  void aThreadThatWroteSinceEndsInAnotherLifeAlsoWhileItIsNotTold() {
    assertThat(lineages.begun()).isCompletedWithValue(FIRST);
    CompletableFuture<Lineage> next = new CompletableFuture<>();
    answer = next;
    lineages.changed(FIRST);
    lineages.processed();
    next.complete(SECOND);
    assertThatThrownBy(() -> lineages.changed(FIRST)).isInstanceOf(LineageChangedException.class);
    assertThatThrownBy(() -> lineages.confirmed(SHORT)).isInstanceOf(LineageChangedException.class);
  }

  @Test
  void untilRedisHasAnsweredOnceNothingMayBeWrittenSoNothingHasToBeConfirmed() {
    answer = CompletableFuture.failedFuture(new RedisUnavailableException("away"));
    assertThat(lineages.begun()).isNotDone();
    lineages.processed();
    assertThat(lineages.confirmed(Duration.ZERO)).isTrue();
    answer = CompletableFuture.completedFuture(FIRST);
    assertThat(lineages.begun()).succeedsWithin(LONG).isEqualTo(FIRST);
  }

  @Test
  void replicasThatDoNotAnswerAreAskedOnce() {
    assertThat(lineages.begun()).isDone();
    lineages.processed();
    CompletableFuture<Lineage> late = new CompletableFuture<>();
    answer = late;
    assertThat(lineages.confirmed(SHORT)).isFalse();
    assertThat(lineages.confirmed(SHORT)).isFalse();
    assertThat(asked).hasValue(2);
    // What was asked before tells nothing of what was written since.
    late.complete(FIRST);
    answer = CompletableFuture.completedFuture(FIRST);
    assertThat(lineages.confirmed(SHORT)).isTrue();
    assertThat(asked).hasValue(3);
  }

  @Test
  void aCommitThatReplicasDoNotConfirmIsPutOffByAnInterval() {
    Acknowledgements acknowledgements = new Acknowledgements(SHORT, LONG, lineages);
    acknowledgements.register(ACKNOWLEDGED);
    assertThat(acknowledgements.mayWrite()).isDone();
    acknowledgements.processed(ACKNOWLEDGED);
    assertThat(acknowledgements.noted(ACKNOWLEDGED, true)).isTrue();
    answer = CompletableFuture.failedFuture(new RedisUnavailableException("one of two"));
    assertThat(acknowledgements.commitDue()).isTrue();
    assertThat(acknowledgements.all(SHORT)).isFalse();
    assertThat(acknowledgements.commitDue()).isFalse();
    // That there is something to commit is not forgotten.
    answer = CompletableFuture.completedFuture(FIRST);
    assertThat(acknowledgements.noted(ACKNOWLEDGED, false)).isTrue();
    assertThat(acknowledgements.all(SHORT)).isTrue();
  }

  @Test
  void aCommitThatNobodyAskedForIsRefusedIfRedisHasChanged() {
    Acknowledgements acknowledgements = new Acknowledgements(SHORT, LONG, lineages);
    acknowledgements.register(ACKNOWLEDGED);
    assertThat(acknowledgements.mayWrite()).isDone();
    acknowledgements.processed(ACKNOWLEDGED);
    acknowledgements.awaitAll(_ -> new CompletableFuture<>());
    acknowledgements.processed(ACKNOWLEDGED);
    answer = CompletableFuture.completedFuture(SECOND);
    assertThatThrownBy(() -> acknowledgements.awaitAll(_ -> new CompletableFuture<>()))
        .isInstanceOf(TimeoutException.class);
  }
}
