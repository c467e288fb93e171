package io.rivulet.fanout.chunk;

/// What follows each id of a chunk.
@FunctionalInterface
public interface Layout {
  /// Nothing does.
  Layout IDS_ALONE = (_, at) -> at;

  /// Where it ends.
  ///
  /// @param at where it begins, right after the id's distance
  int end(byte[] bytes, int at);
}
