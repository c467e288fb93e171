package io.rivulet.reader.page;

import java.util.List;

/// A page of a list.
///
/// @param items newest first
/// @param rounds how often ids were taken from the skeleton; above 1 the page was refilled
public record Page<T>(List<T> items, int rounds) {
  public Page {
    items = List.copyOf(items);
  }
}
