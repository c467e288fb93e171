package io.rivulet.cold;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.PostBody;
import io.rivulet.redis.Lineage;
import io.rivulet.redis.TestRedis;
import io.rivulet.servers.CertificateAuthority;
import io.rivulet.servers.ServerCertificate;
import io.rivulet.timeline.PlannedMark;
import io.rivulet.topic.Topics;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Two workers on the wire, and Redis where they are told of.
class WorkersAskedIT {
  @RegisterExtension static final TestRedis SERVER = new TestRedis();

  private static final PostBody BODY = PostBody.tombstone(1, 1);
  private static final PostBody NEWER = PostBody.tombstone(1, 2);

  @TempDir Path folder;
  private final WireWorker first = new WireWorker(0, 1).has(10, BODY).has(12, NEWER);
  private final WireWorker second = new WireWorker(2, 3).has(11, BODY).has(12, BODY);
  private final Doors doors = new Doors(SERVER.redis());
  private WorkersAsked asked = asked(new ColdSettings(true, Duration.ofMillis(500), 2, null, null));

  private static WorkersAsked asked(ColdSettings settings) {
    return new WorkersAsked(SERVER.redis(), settings, new SimpleMeterRegistry());
  }

  @BeforeEach
  void tell() {
    first.tellIn(doors, SERVER.redis(), 4);
    second.tellIn(doors, SERVER.redis(), 4);
    for (int partition = 0; partition < 4; partition++) {
      mark(partition, 1);
    }
  }

  @AfterEach
  void close() {
    asked.close();
    first.close();
    second.close();
  }

  @Test
  void whatEitherHasIsFoundAndWhatNobodyHasIsNowhere() {
    assertThat(asked.find(List.of(10L, 11L, 99L))).containsOnlyKeys(10L, 11L);
    assertThat(asked.find(99)).isEmpty();
  }

  /// It may be acknowledged, and neither planned yet nor in Redis any more.
  @Test
  void whatNobodyHasIsNotNowhereWhileAMarkTellsThatItMayHaveBeenLost() {
    mark(2, -1);
    assertThat(asked.find(List.of(10L, 11L))).containsOnlyKeys(10L, 11L);
    assertThatThrownBy(() -> asked.find(List.of(10L, 99L))).isInstanceOf(NotFilledException.class);
    mark(2, 2);
    assertThat(asked.find(List.of(10L, 99L))).containsOnlyKeys(10L);
  }

  /// An author whose posts a worker with some of four partitions has.
  private static long authorOf(int... partitions) {
    return LongStream.iterate(1, id -> id + 1)
        .filter(id -> IntStream.of(partitions).anyMatch(one -> one == Topics.partition(id, 4)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whoseAuthorIsKnownIsAskedOfHisWorkerAlone() {
    long ofFirst = authorOf(0, 1);
    long ofSecond = authorOf(2, 3);
    assertThat(asked.find(List.of(10L), _ -> ofFirst)).containsOnlyKeys(10L);
    assertThat(first.asked()).isEqualTo(1);
    assertThat(second.asked()).isZero();
    assertThat(asked.find(List.of(10L, 11L), id -> id == 10 ? ofFirst : ofSecond))
        .containsOnlyKeys(10L, 11L);
    assertThat(first.asked()).isEqualTo(2);
    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void whatHeDoesNotHaveOrWhoseAuthorIsUnknownIsAskedOfAll() {
    long ofFirst = authorOf(0, 1);
    assertThat(asked.find(List.of(10L, 11L, 99L), id -> id == 11 ? 0 : ofFirst))
        .containsOnlyKeys(10L, 11L);
    // Whatever is nowhere is asked for once more.
    assertThat(first.asked()).isEqualTo(3);
    assertThat(second.asked()).isEqualTo(2);
    assertThat(asked.find(List.of(11L), _ -> ofFirst)).as("elsewhere").containsOnlyKeys(11L);
  }

  @Test
  void ifHisWorkerIsSilentOthersAreAskedInTimeAndNothingIsSaidNotToBe() {
    long ofSecond = authorOf(2, 3);
    second.falls(true);
    assertThat(asked.find(List.of(10L), _ -> ofSecond)).as("elsewhere").containsOnlyKeys(10L);
    assertThatThrownBy(() -> asked.find(List.of(11L), _ -> ofSecond))
        .isInstanceOf(PostsUnavailableException.class);
  }

  /// Else anybody could have workers left alone, by requests that they refuse.
  @Test
  void whatNamesNoPostIsNotAskedFor() {
    for (int i = 0; i < 10; i++) {
      assertThat(asked.find(0)).isEmpty();
    }
    assertThat(first.asked()).isZero();
    assertThat(asked.find(List.of(0L, 10L, -1L))).containsOnlyKeys(10L);
  }

  @Test
  void ofTwoThatHaveAPostTheNewerIsRight() {
    // The other id is nowhere, so both have to answer.
    assertThat(asked.find(List.of(12L, 99L)).get(12L)).extracting(PostBody::version).isEqualTo(2L);
  }

  @Test
  void moreThanOneRequestHolds() {
    List<Long> many = LongStream.rangeClosed(10, 260).boxed().toList();
    assertThat(asked.find(many)).containsOnlyKeys(10L, 11L, 12L);
    assertThat(first.asked()).as("twice, since most are nowhere").isEqualTo(6);
  }

  @Test
  void withoutAWorkerWhatTheOtherHasIsFoundAndAllElseIsUnknown() {
    second.close();
    assertThat(asked.find(List.of(10L))).containsOnlyKeys(10L);
    assertThatThrownBy(() -> asked.find(List.of(10L, 11L)))
        .isInstanceOf(PostsUnavailableException.class)
        .hasMessageContaining("1 of 2 found, 2 of 4 partitions searched, 1 of 2 workers failed");
    assertThatThrownBy(() -> asked.find(99)).isInstanceOf(PostsUnavailableException.class);
  }

  @Test
  void whileAPartitionMovesNobodyKnowsWhatIsInIt() {
    SERVER.redis().await(SERVER.redis().commands().flushall());
    assertThatThrownBy(() -> asked.find(10))
        .hasMessageContaining("0 of unknown partitions searched");
    first.tellIn(doors, SERVER.redis(), 4);
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(asked.find(10)).isPresent());
    assertThatThrownBy(() -> asked.find(11)).hasMessageContaining("2 of 4 partitions searched");
  }

  @Test
  void whatIsAbsentMayExistUntilEachPartitionHasItsMarkAgain() {
    assertThat(asked.isFilled(7)).isTrue();
    mark(2, -1);
    assertThat(asked.isFilled(7)).as("written again at the moment").isFalse();
    assertThatThrownBy(() -> asked.requireFilled(7)).isInstanceOf(NotFilledException.class);
    // How many partitions there are is known still.
    SERVER.redis().await(SERVER.redis().commands().flushall());
    for (int partition = 0; partition < 4; partition++) {
      assertThat(asked.isFilled(7)).isFalse();
      mark(partition, 5);
    }
    assertThat(asked.isFilled(7)).isTrue();
  }

  @Test
  void whatIsAbsentMayExistIfItsMarkIsOfAnotherLifeOfThePrimary() {
    for (int partition = 0; partition < 4; partition++) {
      mark(partition, 9);
    }
    assertThat(asked.isFilled(7)).isTrue();
    var commands = SERVER.redis().commands();
    SERVER.redis().await(commands.set(Keyspace.plannedLife(0, 3), "another".getBytes(US_ASCII)));
    assertThat(asked.isFilled(7)).isFalse();
    mark(3, 10);
    assertThat(asked.isFilled(7)).isTrue();
  }

  private static void mark(int partition, long number) {
    var raise = new PlannedMark.Raise(number, false, true, Lineage.unchanging());
    SERVER.redis().await(PlannedMark.raise(SERVER.redis().commands(), 0, partition, raise));
  }

  @Test
  void aSilentWorkerIsWaitedForNoLongerThanSaidAndThenLeftAloneAndComesBack() {
    isLeftAloneAndComesBack(second::falls);
  }

  @Test
  void soIsOneThatStopsInTheMidstOfAnAnswer() {
    isLeftAloneAndComesBack(second::stops);
  }

  private void isLeftAloneAndComesBack(Consumer<Boolean> falls) {
    falls.accept(true);
    for (int i = 0; i < 6; i++) {
      long begun = System.nanoTime();
      assertThatThrownBy(() -> asked.find(11)).isInstanceOf(PostsUnavailableException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }
    int before = second.asked();
    assertThatThrownBy(() -> asked.find(11)).isInstanceOf(PostsUnavailableException.class);
    assertThat(second.asked()).as("left alone").isEqualTo(before);
    // Its probes have been in vain, too.
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(10))
        .until(() -> catchThrowable(() -> asked.find(11)) != null);
    falls.accept(false);
    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(asked.find(11)).isPresent());
  }

  @Test
  void aWorkerThatRefusesOrTalksNonsenseIsOneThatDoesNotAnswer() {
    second.answers(503);
    assertThatThrownBy(() -> asked.find(11)).hasMessageContaining("1 of 2 workers failed");
  }

  @Test
  void theSecretGoesAlong() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "0123456789abcdef");
    asked.close();
    asked = asked(new ColdSettings(true, null, null, file, null));
    assertThat(asked.find(10)).isPresent();
    assertThat(first.authorization()).isEqualTo("Bearer 0123456789abcdef");
  }

  /// Who says he is a worker, and cannot show it, is not even told the secret.
  @Test
  void overHttpsWorkersAreKnownByTheirAuthority() throws Exception {
    SERVER.redis().await(SERVER.redis().commands().flushall());
    ServerCertificate trusted = CertificateAuthority.create(folder.resolve("ours")).issue("worker");
    ServerCertificate foreign = CertificateAuthority.create(folder.resolve("else")).issue("worker");
    Path secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef");
    ColdSettings settings = new ColdSettings(true, null, null, secret, trusted.authority());
    try (WorkersAsked encrypted = asked(settings);
        WireWorker worker = new WireWorker(trusted.context(), 0, 1).has(10, BODY);
        WireWorker stranger = new WireWorker(foreign.context(), 2, 3).has(11, BODY)) {
      worker.tellIn(doors, SERVER.redis(), 4);
      stranger.tellIn(doors, SERVER.redis(), 4);
      assertThat(encrypted.find(10)).isPresent();
      assertThat(worker.authorization()).isEqualTo("Bearer 0123456789abcdef");
      assertThatThrownBy(() -> encrypted.find(11)).hasMessageContaining("1 of 2 workers failed");
      assertThat(stranger.asked()).isZero();
    }
  }

  /// Whoever may write where workers are told of is not told the secret either.
  @Test
  void overHttpNobodyElsewhereIsAsked() {
    SERVER.redis().await(SERVER.redis().commands().flushall());
    URI elsewhere = URI.create("http://127.0.0.2:" + first.port());
    SERVER.redis().await(doors.tell(new Door(elsewhere, 4), List.of(0, 1, 2, 3)));
    assertThatThrownBy(() -> asked.find(10)).hasMessageContaining("0 of 4 partitions searched");
    assertThat(first.asked()).isZero();
  }

  @Test
  void aFileThatHoldsNoCertificateIsToldByName() throws Exception {
    Path file = Files.writeString(folder.resolve("ca.pem"), "nothing");
    assertThatThrownBy(() -> asked(new ColdSettings(true, null, null, null, file)))
        .hasMessageContaining("coldPosts.certificates: " + file);
  }

  @Test
  void moreThanMayWaitAtOnceAreRefused() throws Exception {
    second.falls(true);
    List<Thread> waiting =
        LongStream.range(0, 2)
            .mapToObj(
                _ ->
                    Thread.startVirtualThread(
                        () ->
                            assertThatThrownBy(() -> asked.find(11))
                                .isInstanceOf(PostsUnavailableException.class)))
            .toList();
    await().atMost(Duration.ofSeconds(5)).until(() -> second.asked() == 2);
    assertThatThrownBy(() -> asked.find(10)).hasMessageContaining("too many");
    for (Thread thread : waiting) {
      thread.join();
    }
  }
}
