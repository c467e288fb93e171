package io.rivulet.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.fanout.flow.BeginsAnew;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {
  private static final int THREADS = 2;
  private static final int FEW = THREADS * ThreadFailures.MOST_ANEW;

  /// Any moment, as [System#nanoTime()] has it.
  private final AtomicLong now = new AtomicLong(-5);

  private final ThreadFailures failures = new ThreadFailures(THREADS, now::get);

  private static final class Anew extends RuntimeException implements BeginsAnew {
    private static final long serialVersionUID = 1L;

    Anew() {
      super("Redis has fallen over");
    }
  }

  private static StreamsException wrapped() {
    return new StreamsException("Exception caught while punctuating", new Anew());
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
    assertThat(failures.add(wrapped())).contains("Redis has fallen over");
    assertThat(failures.recent()).isNull();
  }

  @Test
  void oneThatDoesSoAgainAndAgainIs() {
    for (int i = 0; i < FEW; i++) {
      assertThat(failures.add(wrapped())).isPresent();
    }
    assertThat(failures.add(wrapped())).isEmpty();
    assertThat(failures.recent()).hasRootCauseInstanceOf(Anew.class);
  }

  @Test
  void manyInALongTimeAreFew() {
    for (int i = 0; i < 10 * FEW; i++) {
      now.addAndGet(ThreadFailures.REMEMBERED.toNanos() / FEW);
      assertThat(failures.add(wrapped())).isPresent();
    }
    assertThat(failures.recent()).isNull();
  }
}
