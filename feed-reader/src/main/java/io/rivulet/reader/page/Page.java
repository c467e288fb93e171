package io.rivulet.reader.page;

import java.util.List;

/// A page of a list.
///
/// @param items newest first
/// @param effort what it took
public record Page<T>(List<T> items, Effort effort) {
  public Page {
    items = List.copyOf(items);
  }

  /// What it took to fill a page.
  ///
  /// @param rounds how often ids of the window were taken; above 1 the page was refilled
  /// @param looks how often older entries were taken only to judge boosts
  /// @param repeated boosts that were left out as repeated
  public record Effort(int rounds, int looks, int repeated) {}

  /// The page with other items in the place of these.
  public <U> Page<U> with(List<U> others) {
    return new Page<>(others, effort);
  }
}
