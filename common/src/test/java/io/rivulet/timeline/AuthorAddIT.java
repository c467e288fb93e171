package io.rivulet.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.TestRedis;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `author_add.lua`.
class AuthorAddIT {
  @RegisterExtension static final TestRedis SERVER = new TestRedis();

  private static final long AUTHOR = 9;
  private static final TimelineLimits SMALL = new TimelineLimits(8, 4);

  private static boolean add(long id) {
    return SERVER.redis().await(AuthorAdd.add(SERVER.redis().commands(), AUTHOR, id, SMALL));
  }

  private static void restore(long floor, long... ids) {
    boolean done =
        SERVER
            .redis()
            .await(AuthorAdd.restore(SERVER.redis().commands(), AUTHOR, ids, floor, SMALL));
    assertThat(done).isTrue();
  }

  private static AuthorTimeline timeline() {
    return Objects.requireNonNull(AuthorTimeline.decode(SERVER.get(Keyspace.author(AUTHOR))));
  }

  @Test
  void aTimelineThatIsUnknownStaysUnknownUntilItIsRestored() {
    assertThat(add(5)).isFalse();
    assertThat(SERVER.get(Keyspace.author(AUTHOR))).isNull();
    restore(0);
    assertThat(timeline().ids().size()).isZero();
    assertThat(add(5)).isTrue();
    assertThat(timeline().ids().toArray()).containsExactly(5);
  }

  @Test
  void addsMayComeLateAndTwice() {
    restore(0, 10, 30);
    add(20);
    add(40);
    add(20);
    add(5);
    assertThat(timeline().ids().toArray()).containsExactly(5, 10, 20, 30, 40);
  }

  @Test
  void twoRestoresAreOneTimelineThatKnowsWhatItLacks() {
    restore(20, 30, 50);
    restore(40, 50, 60);
    assertThat(timeline().floor()).isEqualTo(40);
    assertThat(timeline().ids().toArray()).containsExactly(50, 60);
    restore(0, 1, 70);
    assertThat(timeline().ids().toArray()).containsExactly(50, 60, 70);
  }

  @Test
  void aTrimKeepsTheNewestAboveTheFloor() {
    restore(0);
    for (long id = 1; id <= 12; id++) {
      add(id);
    }
    assertThat(timeline().floor()).isEqualTo(4);
    assertThat(timeline().ids().toArray()).containsExactly(5, 6, 7, 8, 9, 10, 11, 12);
    add(3);
    assertThat(timeline().ids().at(0)).isEqualTo(5);
  }

  @Test
  void whatIsNoTimelineIsMadeAnewByARestore() {
    SERVER.set(Keyspace.author(AUTHOR), new byte[13]);
    assertThat(add(1)).isFalse();
    restore(0, 1, 2);
    assertThat(timeline().ids().toArray()).containsExactly(1, 2);
  }

  /// 8,192 bytes are the size of jemalloc that 1,007 entries fit into; the rest is the key.
  @Test
  void aTimelineTakesLittleMoreThanItNeedsAtAnyLength() {
    AuthorAdd.restore(SERVER.redis().commands(), AUTHOR, new long[0], 0, TimelineLimits.DEFAULT);
    for (long id = 1; id <= 2_500; id++) {
      SERVER
          .redis()
          .await(AuthorAdd.add(SERVER.redis().commands(), AUTHOR, id, TimelineLimits.DEFAULT));
      if (id > 40) {
        long memory =
            SERVER.redis().await(SERVER.redis().commands().memoryUsage(Keyspace.author(AUTHOR)));
        assertThat(memory).isLessThan(Math.min(8_192, id * 8 * 4 / 3) + 250);
      }
    }
    assertThat(timeline().ids().at(timeline().ids().size() - 1)).isEqualTo(2_500);
    assertThat(timeline().ids().size()).isBetween(800, 1_007);
  }
}
