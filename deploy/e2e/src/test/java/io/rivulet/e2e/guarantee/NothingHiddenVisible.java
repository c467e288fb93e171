package io.rivulet.e2e.guarantee;

import java.util.List;

/// No page shows what its viewer must not see: what he does not follow any more, or a block, a mute
/// or the author keeps from him. What he has changed himself holds from the answer on.
final class NothingHiddenVisible implements Guarantee {
  @Override
  public Verdict judge(Story story) {
    Verdict.Builder verdict = new Verdict.Builder();
    for (Page page : story.pages()) {
      for (long id : page.ids()) {
        String reason = reason(story, page, id);
        verdict.add(reason.isEmpty() ? List.of() : List.of(Violation.of(page, id, reason)));
      }
    }
    return verdict.of(this);
  }

  /// Why it must not be seen, or nothing.
  private static String reason(Story story, Page page, long id) {
    Entry entry = story.entry(id);
    if (entry == null) {
      return "shown, but nobody published it";
    }
    long viewer = page.viewer();
    if (entry.author() == viewer) {
      return "";
    }
    Ties ties = story.ties();
    if (ties.absent(page, Tie.FOLLOWING, viewer, entry.author())) {
      return "shown, but its author %d is not followed".formatted(entry.author());
    }
    if (!entry.shown().isFor(viewer)) {
      return "shown, but it is for others";
    }
    return apartOrMuted(ties, page, entry);
  }

  private static String apartOrMuted(Ties ties, Page page, Entry entry) {
    long viewer = page.viewer();
    for (long other : entry.involved()) {
      if (ties.held(page, Tie.BLOCKING, viewer, other)) {
        return "shown, but %d is blocked".formatted(other);
      }
      if (ties.held(page, Tie.BLOCKING, other, viewer)) {
        return "shown, but %d blocks the viewer".formatted(other);
      }
    }
    for (long other : List.of(entry.author(), entry.shown().author())) {
      if (ties.held(page, Tie.MUTING, viewer, other)) {
        return "shown, but %d is muted".formatted(other);
      }
    }
    return "";
  }
}
