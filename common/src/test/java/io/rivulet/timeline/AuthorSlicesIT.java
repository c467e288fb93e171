package io.rivulet.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.TestRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuthorSlicesIT {
  @RegisterExtension static final TestRedis SERVER = new TestRedis();

  private static final TimelineLimits SMALL = new TimelineLimits(8, 4);

  private static void author(long author, long... ascending) {
    SERVER.redis().await(AuthorAdd.restore(SERVER.redis().commands(), author, ascending, 0, SMALL));
  }

  private static List<byte[]> answers(AuthorSlices.Wanted wanted, long... authors) {
    List<byte[]> keys = new ArrayList<>();
    for (long author : authors) {
      keys.add(Keyspace.author(author));
    }
    return SERVER.redis().await(AuthorSlices.call(SERVER.redis().commands(), keys, wanted, SMALL));
  }

  private static @Nullable AuthorSlice slice(AuthorSlices.Wanted wanted, long author) {
    return AuthorSlice.decode(answers(wanted, author).getFirst());
  }

  @Test
  void absentIsUnknownAndEmptyIsEmpty() {
    author(1);
    AuthorSlices.Wanted newest = new AuthorSlices.Wanted(0, Long.MAX_VALUE, 3, false);
    assertThat(slice(newest, 1)).extracting(AuthorSlice::whole).isEqualTo(true);
    assertThat(slice(newest, 2)).isNull();
  }

  @Test
  void whatIsNoAuthorTimelineIsCorrupt() {
    AuthorSlices.Wanted newest = new AuthorSlices.Wanted(0, Long.MAX_VALUE, 3, false);
    for (byte[] rubbish : List.of(new byte[16], new byte[] {1}, new byte[21])) {
      SERVER.set(Keyspace.author(1), rubbish);
      assertThatThrownBy(() -> slice(newest, 1)).isInstanceOf(CorruptTimelineException.class);
    }
    SERVER.redis().await(SERVER.redis().commands().del(Keyspace.author(1)));
    SERVER.redis().await(SERVER.redis().commands().lpush(Keyspace.author(1), new byte[1]));
    assertThatThrownBy(() -> slice(newest, 1)).isInstanceOf(CorruptTimelineException.class);
  }

  @Test
  void manyAuthorsAreAnsweredInTheirOrder() {
    author(1, 10, 20);
    author(3, 30, 40, 50);
    List<byte[]> answers = answers(new AuthorSlices.Wanted(0, Long.MAX_VALUE, 2, false), 3, 2, 1);
    assertThat(Objects.requireNonNull(AuthorSlice.decode(answers.get(0))).ids().toArray())
        .containsExactly(40, 50);
    assertThat(AuthorSlice.decode(answers.get(1))).isNull();
    assertThat(Objects.requireNonNull(AuthorSlice.decode(answers.get(2))).ids().toArray())
        .containsExactly(10, 20);
  }

  /// Against the simplest model: the newest eight, the window, cut.
  @Test
  void sliceIsWhatComesFirstInTheWindow() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 1_000; round++) {
      TreeSet<Long> ids = new TreeSet<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        ids.add(1L + random.nextInt(40));
      }
      SERVER.redis().await(SERVER.redis().commands().del(Keyspace.author(1)));
      author(1, array(ids));
      long above = random.nextInt(3) == 0 ? 0 : random.nextInt(42);
      long below = random.nextInt(3) == 0 ? Long.MAX_VALUE : random.nextInt(42);
      AuthorSlices.Wanted wanted =
          new AuthorSlices.Wanted(above, below, 1 + random.nextInt(9), random.nextBoolean());
      List<Long> recent = List.copyOf(ids).subList(Math.max(0, ids.size() - 8), ids.size());
      List<Long> inside = recent.stream().filter(id -> id > above && id < below).toList();
      int count = Math.min(wanted.wanted(), inside.size());
      List<Long> expected =
          wanted.oldestFirst()
              ? inside.subList(0, count)
              : inside.subList(inside.size() - count, inside.size());
      AuthorSlice slice = Objects.requireNonNull(slice(wanted, 1));
      assertThat(slice.ids().toArray())
          .as("seed %s: %s of %s", seed, wanted, ids)
          .containsExactly(array(expected));
      if (count < inside.size()) {
        assertThat(slice.whole()).as("seed %s: %s of %s", seed, wanted, ids).isFalse();
      } else if (!slice.whole()) {
        // There may be more as far as it has seen, but it gave what was wanted.
        assertThat(slice.ids().size()).isEqualTo(wanted.wanted());
      }
    }
  }

  private static long[] array(Iterable<Long> ids) {
    return StreamSupport.stream(ids.spliterator(), false).mapToLong(Long::longValue).toArray();
  }
}
