package io.rivulet.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.fanout.flow.BeginsAnew;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {
  private static final int THREADS = 2;

  /// Any moment, as [System#nanoTime()] has it.
  private final AtomicLong now = new AtomicLong(-5);

  private final ThreadFailures failures = new ThreadFailures(THREADS, now::get);

  private static final class Anew extends RuntimeException implements BeginsAnew {
    private static final long serialVersionUID = 1L;

    Anew() {
      super("Redis has fallen over");
    }
  }

  private static StreamsException of(int partition) {
    return new StreamsException(
        "Exception caught while punctuating", new Anew(), new TaskId(1, partition));
  }

  @Test
  void aFailureIsToldForAWhile() {
    assertThat(failures.recent()).isNull();
    IllegalStateException failure = new IllegalStateException("a bug");
    assertThat(failures.add(failure)).isEmpty();
    now.addAndGet(ThreadFailures.REMEMBERED.toNanos() - 1);
    assertThat(failures.recent()).isSameAs(failure);
    now.addAndGet(1);
    assertThat(failures.recent()).isNull();
  }

  @Test
  void aThreadThatBeginsAnewIsNoFailure() {
    assertThat(failures.add(of(0))).contains("Redis has fallen over");
    assertThat(failures.recent()).isNull();
  }

  @Test
  void neitherAreManyOfManyTasks() {
    for (int partition = 0; partition < 100; partition++) {
      for (int i = 0; i < ThreadFailures.MOST_ANEW; i++) {
        assertThat(failures.add(of(partition))).isPresent();
      }
    }
    assertThat(failures.recent()).isNull();
  }

  @Test
  void oneTaskThatGetsNowhereIs() {
    for (int i = 0; i < ThreadFailures.MOST_ANEW; i++) {
      assertThat(failures.add(of(0))).isPresent();
    }
    assertThat(failures.add(of(0))).isEmpty();
    assertThat(failures.recent()).hasRootCauseInstanceOf(Anew.class);
  }

  @Test
  void whatNoTaskWasAtMayBeAnyThreads() {
    StreamsException atARevocation = new StreamsException("Failed to commit", new Anew());
    for (int i = 0; i < THREADS * ThreadFailures.MOST_ANEW; i++) {
      assertThat(failures.add(atARevocation)).isPresent();
    }
    assertThat(failures.add(atARevocation)).isEmpty();
  }

  @Test
  void manyInALongTimeAreFew() {
    for (int i = 0; i < 100; i++) {
      now.addAndGet(ThreadFailures.REMEMBERED.toNanos() / ThreadFailures.MOST_ANEW);
      assertThat(failures.add(of(0))).isPresent();
    }
    assertThat(failures.recent()).isNull();
  }
}
