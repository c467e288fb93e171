package io.rivulet.reader.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.reader.index.IndexSearch.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerTreeTest {
  private static final long ROOT = 1;

  /// Reads a tree out of all answers, level by level.
  private static List<Long> read(AnswerTree tree, Answer... all) {
    List<Long> level = tree.level();
    while (!level.isEmpty()) {
      List<Answer> answers = new ArrayList<>();
      for (Answer answer : all) {
        if (level.contains(answer.replyTo())) {
          answers.add(answer);
        }
      }
      tree.add(answers);
      level = tree.level();
    }
    return tree.depthFirst();
  }

  @Test
  void answersAreToldDepthFirstAndInOrderOfAge() {
    assertThat(
            read(
                new AnswerTree(ROOT, 9, 9),
                new Answer(4, ROOT),
                new Answer(2, ROOT),
                new Answer(6, 2),
                new Answer(3, 2),
                new Answer(7, 3),
                new Answer(5, 4)))
        .containsExactly(2L, 3L, 7L, 6L, 4L, 5L);
  }

  @Test
  void noMoreThanTheBoundAreTakenTheOldestOfTheUpperLevelsFirst() {
    assertThat(
            read(
                new AnswerTree(ROOT, 3, 9),
                new Answer(2, ROOT),
                new Answer(9, ROOT),
                new Answer(3, 2),
                new Answer(4, 2)))
        .containsExactly(2L, 3L, 9L);
  }

  @Test
  void nothingBelowTheDeepestLevelIsTaken() {
    assertThat(read(new AnswerTree(ROOT, 9, 1), new Answer(2, ROOT), new Answer(3, 2)))
        .containsExactly(2L);
  }

  @Test
  void answersThatAnswerEachOtherEnd() {
    assertThat(read(new AnswerTree(ROOT, 9, 9), new Answer(2, ROOT), new Answer(ROOT, 2)))
        .containsExactly(2L);
  }
}
