package io.rivulet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CautionTest {
  private final AtomicBoolean answers = new AtomicBoolean();
  private final AtomicInteger probes = new AtomicInteger();
  private final Caution caution = new Caution(new SimpleMeterRegistry(), this::probe);

  private void probe() {
    probes.incrementAndGet();
    if (!answers.get()) {
      throw away();
    }
  }

  private static RedisUnavailableException away() {
    return new RedisUnavailableException("away", new IllegalStateException());
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      caution.failed(away());
    }
  }

  @AfterEach
  void close() {
    caution.close();
  }

  @Test
  void whileRedisDoesNotAnswerItIsNotAskedButForASignOfLife() {
    fail(9);
    assertThat(caution.isAsked()).isTrue();
    fail(1);
    assertThat(caution.isAsked()).isFalse();
    assertThatThrownBy(caution::require).isInstanceOf(RedisUnavailableException.class);
    await().untilAsserted(() -> assertThat(probes).hasPositiveValue());
    assertThat(caution.isAsked()).isFalse();
    answers.set(true);
    await().until(caution::isAsked);
    caution.require();
  }

  /// The tenth call decides, whatever it was: then nobody fails any more who would begin to probe.
  @Test
  void whereAnAnswerIsTheLastThatIsCountedRedisIsFoundToo() {
    fail(5);
    for (int i = 0; i < 5; i++) {
      caution.answered();
    }
    assertThat(caution.isAsked()).isFalse();
    answers.set(true);
    await().until(caution::isAsked);
  }

  @Test
  void itIsFoundHoweverOftenItGoesAway() {
    answers.set(true);
    for (int i = 0; i < 5; i++) {
      fail(10);
      assertThat(caution.isAsked()).isFalse();
      await().until(caution::isAsked);
    }
  }
}
