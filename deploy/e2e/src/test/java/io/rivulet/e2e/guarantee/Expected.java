package io.rivulet.e2e.guarantee;

/// Which entries must be on a page, and which of these only a delete may have taken from it.
final class Expected {
  private final Story story;
  private final Ties ties;

  Expected(Story story) {
    this.story = story;
    this.ties = story.ties();
  }

  /// Whether the page must show it.
  boolean on(Page page, Act.Published post) {
    return unlessDeleted(page, post) && !mayBeDeleted(page, post.entry());
  }

  private boolean mayBeDeleted(Page page, Entry entry) {
    return story.deletes(entry).stream().anyMatch(delete -> !page.at().before(delete.at()));
  }

  /// Whether the page must show it if it was not deleted.
  boolean unlessDeleted(Page page, Act.Published post) {
    Entry entry = post.entry();
    if (!page.covers(entry.id()) || !story.inForce(page, post)) {
      return false;
    }
    return entry.author() == page.viewer()
        || (entry.shown().isFor(page.viewer())
            && ties.held(page, Tie.FOLLOWING, page.viewer(), entry.author())
            && !mayBeApart(page, entry)
            && !mayBeMuted(page, entry)
            && !mayBeRepeated(page, entry));
  }

  private boolean mayBeApart(Page page, Entry entry) {
    long viewer = page.viewer();
    return entry.involved().stream()
        .anyMatch(
            other ->
                !ties.absent(page, Tie.BLOCKING, viewer, other)
                    || !ties.absent(page, Tie.BLOCKING, other, viewer));
  }

  private boolean mayBeMuted(Page page, Entry entry) {
    return !ties.absent(page, Tie.MUTING, page.viewer(), entry.author())
        || !ties.absent(page, Tie.MUTING, page.viewer(), entry.shown().author());
  }

  /// Whether an older entry that the viewer may have shows the same post.
  private boolean mayBeRepeated(Page page, Entry entry) {
    return story.showing(entry.shown().id()).stream()
        .map(Act.Published::entry)
        .filter(other -> other.id() < entry.id())
        .anyMatch(
            other ->
                other.author() == page.viewer()
                    || !ties.absent(page, Tie.FOLLOWING, page.viewer(), other.author()));
  }
}
