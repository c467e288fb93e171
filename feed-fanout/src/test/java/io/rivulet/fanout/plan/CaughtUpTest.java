package io.rivulet.fanout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.redis.Lineage;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class CaughtUpTest {
  private final Queue<CompletableFuture<Map<String, Long>>> answers = new ArrayDeque<>();
  private final CaughtUp caughtUp = new CaughtUp(_ -> answers.remove(), 5);
  private final CompletableFuture<Lineage> first = life("a");

  private static CompletableFuture<Lineage> life(String id) {
    return CompletableFuture.completedFuture(new Lineage(Map.of(0, id)));
  }

  private CompletableFuture<Map<String, Long>> answer() {
    CompletableFuture<Map<String, Long>> answer = new CompletableFuture<>();
    answers.add(answer);
    return answer;
  }

  @Test
  void isSoWhenAllThatKafkaHadThenIsPlanned() {
    var answer = answer();
    assertThat(caughtUp.in(first)).isFalse();
    caughtUp.planned("posts", 8);
    answer.complete(Map.of("posts", 10L, "accounts", 3L));
    assertThat(caughtUp.in(first)).isFalse();
    caughtUp.planned("posts", 9);
    assertThat(caughtUp.in(first)).isFalse();
    caughtUp.planned("accounts", 2);
    assertThat(caughtUp.in(first)).isTrue();
    assertThat(caughtUp.in(first)).isTrue();
  }

  @Test
  void isSoAtOnceWhereNothingWasUnread() {
    answer().complete(Map.of());
    assertThat(caughtUp.in(first)).isTrue();
  }

  @Test
  void isAskedAnewForEachLifeAndAfterRedisWasFilledAgain() {
    answer().complete(Map.of());
    assertThat(caughtUp.in(first)).isTrue();
    CompletableFuture<Lineage> second = life("b");
    answer().complete(Map.of("posts", 4L));
    assertThat(caughtUp.in(second)).isFalse();
    caughtUp.planned("posts", 3);
    assertThat(caughtUp.in(second)).isTrue();
    caughtUp.again();
    answer().complete(Map.of("posts", 5L));
    assertThat(caughtUp.in(second)).isFalse();
    caughtUp.planned("posts", 4);
    assertThat(caughtUp.in(second)).isTrue();
  }

  @Test
  void whileTheLifeIsNotKnownOrKafkaIsAwayNothingIs() {
    CompletableFuture<Lineage> unknown = new CompletableFuture<>();
    assertThat(caughtUp.in(unknown)).isFalse();
    var failing = answer();
    unknown.complete(new Lineage(Map.of(0, "a")));
    assertThat(caughtUp.in(unknown)).isFalse();
    failing.completeExceptionally(new TimeoutException("away"));
    answer().complete(Map.of());
    assertThat(caughtUp.in(unknown)).isTrue();
    assertThat(answers).isEmpty();
  }
}
