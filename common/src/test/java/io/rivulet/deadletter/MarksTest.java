package io.rivulet.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static final int HISTORIES = 2_000;
  private static final int REPLAYS = 4;
  private static final int STEPS = 4;
  private static final int ABOUT = 3;

  private static Letter letter(long number, String reason, String detail, long about) {
    return new Letter(
        number,
        Instant.EPOCH,
        new DeadLetter(
            reason,
            detail,
            new DeadLetter.Source(Topics.DEAD_LETTERS, 0, about),
            Instant.EPOCH,
            "test",
            null,
            null));
  }

  /// Someone who replays a letter, as [Replay] does: a note, a look, perhaps a sending and a note.
  /// It may end between any two.
  private static final class Replaying {
    private final String who;
    private final List<Letter> log;
    private int step;
    private boolean first;

    Replaying(String who, List<Letter> log) {
      this.who = who;
      this.log = log;
    }

    /// @return whether it has sent
    boolean goOn() {
      switch (step++) {
        case 0 -> log.add(letter(log.size(), Letter.REPLAYING, who, ABOUT));
        case 1 -> first = marks(log).isFirst(ABOUT, who);
        case 2 -> {
          return first;
        }
        case 3 -> {
          if (first) {
            log.add(letter(log.size(), Letter.REPLAYED, "submitted again", ABOUT));
          }
        }
        default -> {
          // It is done.
        }
      }
      return false;
    }
  }

  private static Marks marks(List<Letter> log) {
    Marks marks = new Marks();
    log.forEach(one -> assertThat(marks.take(one)).isTrue());
    return marks;
  }

  @Test
  void ofSeveralReplaysAtATimeInWhateverOrderOneSends() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int history = 0; history < HISTORIES; history++) {
      List<Letter> log = new ArrayList<>();
      List<Replaying> all = new ArrayList<>();
      for (int i = 0; i < REPLAYS; i++) {
        all.add(new Replaying("replay " + i, log));
      }
      boolean dies = random.nextBoolean();
      int sent = 0;
      for (int step = 0; step < REPLAYS * STEPS; step++) {
        sent += all.get(random.nextInt(all.size())).goOn() ? 1 : 0;
        if (dies && random.nextInt(20) == 0 && all.size() > 1) {
          all.remove(random.nextInt(all.size()));
        }
      }
      for (Replaying alive : all) {
        for (int step = 0; step < STEPS; step++) {
          sent += alive.goOn() ? 1 : 0;
        }
      }
      assertThat(sent).as("seed %d, history %d", seed, history).isLessThanOrEqualTo(1);
      if (!dies) {
        assertThat(sent).as("seed %d, history %d", seed, history).isEqualTo(1);
        assertThat(marks(log).replayed(ABOUT)).isTrue();
      }
      if (sent == 1) {
        assertThat(marks(log).replayed(ABOUT) || marks(log).uncertain(ABOUT)).isTrue();
      }
    }
  }

  @Test
  void whatIsNotAskedForAnyMoreIsForgotten() {
    Marks marks = new Marks();
    var _ = marks.take(letter(10, Letter.REPLAYING, "one", 3));
    var _ = marks.take(letter(11, Letter.REPLAYED, "", 3));
    var _ = marks.take(letter(12, Letter.REPLAYING, "one", 4));
    marks.forgetBefore(4);
    assertThat(marks.replayed(3)).isFalse();
    assertThat(marks.replayed()).isZero();
    assertThat(marks.uncertain(4)).isTrue();
  }

  @Test
  void aLetterWithSuchAReasonIsNoNote() {
    Letter letter =
        new Letter(
            1,
            Instant.EPOCH,
            new DeadLetter(
                Letter.REPLAYED,
                "",
                new DeadLetter.Source(Topics.SUBMISSIONS, 0, 3),
                Instant.EPOCH,
                "test",
                null,
                new byte[1]));
    assertThat(new Marks().take(letter)).isFalse();
    assertThat(letter.isReplayable()).isTrue();
  }
}
