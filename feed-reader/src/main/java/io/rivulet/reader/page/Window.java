package io.rivulet.reader.page;

/// The ids that are left to look at, and from which end.
///
/// @param above ids are above it; 0 for no bound
/// @param below ids are below it; `Long.MAX_VALUE` for no bound
/// @param oldestFirst whether to begin at the low end, as `min_id` does
public record Window(long above, long below, boolean oldestFirst) {
  /// Everything, newest first.
  public static final Window ALL = new Window(0, Long.MAX_VALUE, false);

  public boolean contains(long id) {
    return id > above && id < below;
  }

  /// What is left after `id` was looked at.
  public Window after(long id) {
    return oldestFirst ? new Window(id, below, true) : new Window(above, id, false);
  }

  /// The part above `floor`.
  public Window above(long floor) {
    return new Window(Math.max(above, floor), below, oldestFirst);
  }

  /// The part at `floor` and below it.
  public Window upTo(long floor) {
    return new Window(above, Math.min(below, floor + 1), oldestFirst);
  }

  /// Whether no id fits.
  public boolean isEmpty() {
    return below - 1 <= above;
  }
}
