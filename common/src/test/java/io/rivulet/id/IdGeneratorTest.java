package io.rivulet.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdGeneratorTest {

  private static final Instant NOW = Instant.parse("2026-11-22T18:36:50.029Z");

  private final SteppingClock clock = new SteppingClock(NOW);

  @Test
  void idsGrowAndCarryTheTime() {
    IdGenerator generator = new IdGenerator(7, clock);
    long first = generator.next();
    long second = generator.next();
    assertThat(second).isGreaterThan(first);
    assertThat(Ids.time(first)).isEqualTo(NOW);
  }

  @Test
  void nodesMakeDifferentIdsInTheSameMillisecond() {
    Set<Long> ids = new HashSet<>();
    for (int node = 0; node <= Ids.MAX_NODE; node++) {
      IdGenerator generator = new IdGenerator(node, clock);
      for (int i = 0; i < 10; i++) {
        assertThat(ids.add(generator.next())).isTrue();
      }
    }
  }

  @Test
  void aClockThatStepsBackDoesNotMakeIdsGoBack() {
    IdGenerator generator = new IdGenerator(0, clock);
    long before = generator.next();
    clock.set(NOW.minusSeconds(3_600));
    long after = generator.next();
    assertThat(after).isGreaterThan(before);
    assertThat(Ids.time(after)).isEqualTo(NOW);
    clock.set(NOW.plusSeconds(1));
    assertThat(Ids.time(generator.next())).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void anIdAboveOneThatIsOldIsLikeAnyOther() {
    IdGenerator generator = new IdGenerator(7, clock);
    long old = Ids.firstAt(NOW.minusSeconds(60));
    assertThat(Ids.time(generator.nextAbove(old).orElseThrow())).isEqualTo(NOW);
  }

  @Test
  void anIdAboveOneMadeAheadIsAboveItAndSoAreAllLaterOnes() {
    IdGenerator generator = new IdGenerator(7, clock);
    long before = generator.next();
    long ahead = Ids.ofSubmission(255, 8_191, NOW.plusSeconds(300));
    long above = generator.nextAbove(ahead).orElseThrow();
    assertThat(above).isGreaterThan(ahead).isGreaterThan(before);
    assertThat(Ids.time(above)).isEqualTo(NOW.plusSeconds(300).plusMillis(1));
    assertThat(generator.next()).isGreaterThan(above);
    assertThat(generator.nextAbove(ahead).orElseThrow()).isGreaterThan(above);
    clock.set(NOW.plusSeconds(301));
    assertThat(Ids.time(generator.next())).isEqualTo(NOW.plusSeconds(301));
  }

  @Test
  void anIdOfTheSameMillisecondAndAHigherNodeIsExceededToo() {
    IdGenerator low = new IdGenerator(0, clock);
    long high = new IdGenerator(Ids.MAX_NODE, clock).next();
    assertThat(low.nextAbove(high).orElseThrow()).isGreaterThan(high);
  }

  @Test
  void aClockGoneWildIsNotFollowed() {
    IdGenerator generator = new IdGenerator(7, clock);
    long wild = Ids.firstAt(NOW.plus(IdGenerator.MAX_LEAD).plusMillis(1));
    assertThat(generator.nextAbove(wild)).isEmpty();
    assertThat(Ids.time(generator.next())).isEqualTo(NOW);
  }

  @Test
  void aFullMillisecondBorrowsFromTheNext() {
    IdGenerator generator = new IdGenerator(Ids.MAX_NODE, clock);
    long last = 0;
    for (int i = 0; i < 4_096; i++) {
      long id = generator.next();
      assertThat(id).isGreaterThan(last);
      last = id;
    }
    assertThat(Ids.time(last)).isEqualTo(NOW);
    assertThat(Ids.time(generator.next())).isEqualTo(NOW.plusMillis(1));
  }

  @Test
  void threadsNeverShareAnId() throws InterruptedException {
    IdGenerator generator = new IdGenerator(1, clock);
    Set<Long> ids = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      threads.invokeAll(
          IntStream.range(0, 4)
              .<Callable<Boolean>>mapToObj(
                  _ -> () -> IntStream.range(0, 5_000).allMatch(_ -> ids.add(generator.next())))
              .toList());
    }
    assertThat(ids).hasSize(20_000);
  }

  @Test
  void idsHaveAtMostNineteenDigitsToTheEndOfTime() {
    clock.set(Instant.parse("2089-09-06T15:47:35.551Z"));
    long greatest = new IdGenerator(Ids.MAX_NODE, clock).next();
    assertThat(greatest).isPositive();
    assertThat(Long.toString(greatest)).hasSize(19);
    clock.set(clock.instant().plusMillis(1));
    IdGenerator late = new IdGenerator(0, clock);
    assertThatThrownBy(late::next).hasMessageContaining("2089");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 512})
  void aNodeOutOfRangeIsRefused(int node) {
    assertThatThrownBy(() -> new IdGenerator(node, clock))
        .hasMessage("node: expected 0 to 511, found " + node);
  }

  @Test
  void nodesAndSubmissionsNeverCollide() {
    List<Long> nodeIds =
        IntStream.rangeClosed(0, Ids.MAX_NODE)
            .mapToObj(node -> new IdGenerator(node, clock).next())
            .toList();
    for (int partition = 0; partition <= Ids.MAX_SUBMISSION_PARTITION; partition++) {
      assertThat(nodeIds).doesNotContain(Ids.ofSubmission(partition, 0, NOW));
      assertThat(nodeIds).doesNotContain(Ids.ofSubmission(partition, 8_191, NOW));
    }
  }
}
