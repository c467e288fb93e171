package io.rivulet.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.event.ListDeleted;
import io.rivulet.event.ListMembersChanged;
import io.rivulet.event.ListReplies;
import io.rivulet.event.ListSaved;
import io.rivulet.event.MarkerMoved;
import io.rivulet.event.NoticesDismissed;
import io.rivulet.timeline.CorruptTimelineException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptTest {
  private static final Instant AT = Instant.parse("2026-11-26T10:00:00Z");

  private static ListSaved saved(long id, String title) {
    return new ListSaved(1, id, title, ListReplies.LIST, false, null);
  }

  @Test
  void allOfItRoundTrips() {
    Kept kept =
        Kept.NOTHING
            .after(new MarkerMoved(1, "home", 5, AT, null), 1)
            .after(new NoticesDismissed(1, 20, true, null), 2)
            .after(new NoticesDismissed(1, 30, false, null), 3)
            .after(saved(7, "Near & dear"), 4)
            .after(new ListMembersChanged(1, 7, List.of(9L, 8L), true, null), 5);
    assertThat(KeptJson.decode(KeptJson.encode(kept))).isEqualTo(kept);
    assertThat(kept.version()).isEqualTo(5);
    assertThat(kept.list(7).orElseThrow().members()).containsExactly(8L, 9L);
  }

  @Test
  void aMarkerCountsItsMoves() {
    Kept twice =
        Kept.NOTHING
            .after(new MarkerMoved(1, "home", 5, AT, null), 1)
            .after(new MarkerMoved(1, "home", 4, AT, null), 2);
    assertThat(twice.markers()).containsEntry("home", new Marker(4, 2, AT));
  }

  @Test
  void whatIsDismissedStaysDismissed() {
    Kept kept =
        Kept.NOTHING
            .after(new NoticesDismissed(1, 30, false, null), 1)
            .after(new NoticesDismissed(1, 20, true, null), 2);
    assertThat(kept.dismisses(20)).isTrue();
    assertThat(kept.dismisses(5)).isTrue();
    assertThat(kept.dismisses(25)).isFalse();
    assertThat(kept.dismisses(30)).isTrue();
    Kept all = kept.after(new NoticesDismissed(1, 40, true, null), 3);
    assertThat(all.dismissed()).isEmpty();
    assertThat(all.dismisses(30)).isTrue();
  }

  @Test
  void aListThatIsGoneTakesNoMembers() {
    Kept kept =
        Kept.NOTHING
            .after(saved(7, "a"), 1)
            .after(new ListDeleted(1, 7, null), 2)
            .after(new ListMembersChanged(1, 7, List.of(9L), true, null), 3);
    assertThat(kept.lists()).isEmpty();
  }

  @Test
  void aListIsChangedInItsPlaceAndKeepsItsMembers() {
    Kept kept =
        Kept.NOTHING
            .after(saved(7, "a"), 1)
            .after(saved(8, "b"), 2)
            .after(new ListMembersChanged(1, 7, List.of(9L), true, null), 3)
            .after(saved(7, "c"), 4);
    assertThat(kept.lists()).extracting(AccountList::title).containsExactly("c", "b");
    assertThat(kept.list(7).orElseThrow().members()).containsExactly(9L);
  }

  @Test
  void listsBeyondTheBoundMeanNothing() {
    Kept kept = Kept.NOTHING;
    for (int i = 1; i <= Kept.LISTS + 1; i++) {
      kept = kept.after(saved(i, "list " + i), i);
    }
    assertThat(kept.lists()).hasSize(Kept.LISTS);
    assertThat(kept.version()).isEqualTo(Kept.LISTS + 1);
  }

  @Test
  void whatIsTornIsRefused() {
    assertThat(KeptJson.decode(null)).isEqualTo(Kept.NOTHING);
    byte[] value = KeptJson.encode(Kept.NOTHING);
    assertThatThrownBy(() -> KeptJson.decode(Arrays.copyOf(value, value.length - 2)))
        .isInstanceOf(CorruptTimelineException.class);
    byte[] dismissed =
        KeptJson.encode(Kept.NOTHING.after(new NoticesDismissed(1, 7, false, null), 1));
    dismissed[new String(dismissed, StandardCharsets.ISO_8859_1).indexOf('7')] = 'x';
    assertThatThrownBy(() -> KeptJson.decode(dismissed))
        .isInstanceOf(CorruptTimelineException.class)
        .hasMessageContaining("dismissed[0]");
  }
}
