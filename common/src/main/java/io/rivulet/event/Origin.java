package io.rivulet.event;

/// The position in `feed.submissions.v1` of the submission an event was made from. Of one
/// partition, an event not above the highest [#order] already seen is a replay.
///
/// @param index tells apart the events that one submission makes, in the order they are published.
///   Not always counted from 0: an event keeps its index when a replay makes fewer events
public record Origin(int partition, long offset, int index) {
  private static final int INDEX_BITS = 16;

  /// The greatest index: as many requests to follow may be accepted by one submission.
  public static final int MAX_INDEX = (1 << INDEX_BITS) - 1;

  public Origin {
    Check.atLeast("partition", partition, 0);
    Check.range("offset", offset, 0, Long.MAX_VALUE >> INDEX_BITS);
    Check.range("index", index, 0, MAX_INDEX);
  }

  public Origin(int partition, long offset) {
    this(partition, offset, 0);
  }

  /// Grows with the offset, then with the index.
  public long order() {
    return (offset << INDEX_BITS) | index;
  }
}
