package io.rivulet.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannedMarksTest {
  @Test
  void whatIsStoredIsReadAgain() {
    PlannedMarks marks = new PlannedMarks(Map.of(0, 7L, 1_023, 1L << 40));
    assertThat(PlannedMarks.decode(marks.encode(), 5)).isEqualTo(marks);
    assertThat(PlannedMarks.decode(null, 5)).isEqualTo(PlannedMarks.NONE);
  }

  @Test
  void theOneNumberOfEarlierVersionsIsRead() {
    assertThat(PlannedMarks.decode(PackedIds.pack(9), 5))
        .isEqualTo(new PlannedMarks(Map.of(5, 9L)));
  }

  @Test
  void aNumberThatIsLowerOrNotThereIsMissed() {
    PlannedMarks own = new PlannedMarks(Map.of(0, 3L, 10, 3L, 20, 3L, 30, 0L));
    PlannedMarks there = new PlannedMarks(Map.of(0, 3L, 10, 2L, 30, 0L));
    assertThat(own.missing(there)).isEqualTo(List.of(10, 20));
    assertThat(own.missing(own)).isEmpty();
  }

  @Test
  void aNewAnchorMissesNothingBeforeItIsRaised() {
    PlannedMarks more = new PlannedMarks(Map.of(0, 3L)).with(List.of(0, 40));
    assertThat(more).isEqualTo(new PlannedMarks(Map.of(0, 3L, 40, 0L)));
    assertThat(more.missing(new PlannedMarks(Map.of(0, 3L)))).isEmpty();
    PlannedMarks raised = more.raised(new PlannedMarks(Map.of(0, 8L, 40, 0L)));
    assertThat(raised).isEqualTo(new PlannedMarks(Map.of(0, 9L, 40, 1L)));
    assertThat(raised.missing(new PlannedMarks(Map.of(0, 9L)))).isEqualTo(List.of(40));
  }

  @Test
  void aPrimaryThatIsBeingWrittenToAgainIsMissed() {
    assertThat(new PlannedMarks(Map.of(0, 3L)).missing(new PlannedMarks(Map.of(0, -1L))))
        .isEqualTo(List.of(0));
  }
}
