package io.rivulet.timeline;

import org.jspecify.annotations.Nullable;

/// The entries of an author's recent ones that come first in a window.
///
/// @param ids ascending
/// @param whole whether the window has no more of them; if not, it has as many as were wanted
public record AuthorSlice(PackedIds ids, boolean whole) {
  private static final int MARK = 1;

  /// Decodes an answer of `author_slices.lua`.
  ///
  /// @return null for a timeline that is absent, which means unknown, not empty
  /// @throws CorruptTimelineException if what is there is no author timeline
  public static @Nullable AuthorSlice decode(byte @Nullable [] answer) {
    if (answer == null || answer.length == 0) {
      return null;
    }
    if (answer[0] != '.' && answer[0] != '+') {
      throw new CorruptTimelineException("no author timeline");
    }
    return new AuthorSlice(PackedIds.from(answer, MARK), answer[0] == '.');
  }
}
