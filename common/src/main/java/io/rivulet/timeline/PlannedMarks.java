package io.rivulet.timeline;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells the plan stage whether Redis still has what it wrote: `{s}:planned:<partition>`, once on
/// each primary.
///
/// The worker of a partition of feed.posts.v1 raises the number before each commit, in its state
/// store and on each primary. A node that comes back, or a replica that takes over, has all writes
/// up to some moment and none after it (snapshot, append-only file and replication keep their
/// order). So a number that is missing on a primary, or lower than the store's, means that this
/// primary lost bodies or author timelines, which are then written again from the store; one that
/// is there means that it has all that was written before. Readers ask the same: a partition has
/// its marks as soon as a worker has it, so what they find absent where one is missing may exist.
///
/// What readers find was written after the last commit, or was never told to a worker before the
/// number was lost with it. So a mark is also *vouched for*, [PlannedMark]: beside it lies the life
/// of the primary ([io.rivulet.redis.Lineage]) in which all was written that Kafka had when it
/// began. A primary in another life has lost what nobody knows yet.
///
/// @param numbers by anchor: a shard of the primary that the mark lies on
public record PlannedMarks(Map<Integer, Long> numbers) {
  private static final int WIDTH = Integer.BYTES + Long.BYTES;

  /// Nothing was planned yet.
  public static final PlannedMarks NONE = new PlannedMarks(Map.of());

  public PlannedMarks {
    numbers = Map.copyOf(numbers);
  }

  /// Reads what a state store holds.
  ///
  /// @param first the anchor of the one number that earlier versions stored
  public static PlannedMarks decode(byte @Nullable [] value, int first) {
    if (value == null) {
      return NONE;
    }
    ByteBuffer bytes = ByteBuffer.wrap(value);
    if (value.length == Long.BYTES) {
      return new PlannedMarks(Map.of(first, bytes.getLong()));
    }
    Map<Integer, Long> numbers = new HashMap<>();
    while (bytes.remaining() >= WIDTH) {
      numbers.put(bytes.getInt(), bytes.getLong());
    }
    return new PlannedMarks(numbers);
  }

  /// 12 bytes an anchor.
  public byte[] encode() {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.size() * WIDTH);
    numbers.forEach((anchor, number) -> bytes.putInt(anchor).putLong(number));
    return bytes.array();
  }

  /// Reads the number that lies on a primary; 0 if there is none.
  public static long number(byte @Nullable [] value) {
    return value == null || value.length != Long.BYTES ? 0 : ByteBuffer.wrap(value).getLong();
  }

  /// Marks for these anchors too, where there were none before: beginning at 0.
  public PlannedMarks with(Collection<Integer> anchors) {
    Map<Integer, Long> more = new HashMap<>(numbers);
    anchors.forEach(anchor -> more.putIfAbsent(anchor, 0L));
    return new PlannedMarks(more);
  }

  /// These but for some anchors.
  public PlannedMarks without(Collection<Integer> anchors) {
    Map<Integer, Long> fewer = new HashMap<>(numbers);
    fewer.keySet().removeAll(anchors);
    return new PlannedMarks(fewer);
  }

  /// Each number one higher, and above what lies there.
  public PlannedMarks raised(PlannedMarks there) {
    Map<Integer, Long> higher = new HashMap<>();
    numbers.forEach(
        (anchor, number) ->
            higher.put(anchor, Math.max(number, there.numbers().getOrDefault(anchor, 0L)) + 1));
    return new PlannedMarks(higher);
  }

  /// The anchors under which less is found than was written.
  public Collection<Integer> missing(PlannedMarks there) {
    return numbers.entrySet().stream()
        .filter(mark -> there.numbers().getOrDefault(mark.getKey(), 0L) < mark.getValue())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
