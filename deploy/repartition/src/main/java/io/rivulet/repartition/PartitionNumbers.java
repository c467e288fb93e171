package io.rivulet.repartition;

import java.util.List;
import java.util.stream.IntStream;

/// From how many partitions to how many, a multiple. Partition `p` is what those come of that are
/// `p` modulo the former number.
record PartitionNumbers(int from, int to) {
  PartitionNumbers {
    if (from < 1 || to <= from || to % from != 0) {
      throw new RepartitionException(
          "there are %d partitions: --partitions must be a multiple, and more, but is %d"
              .formatted(from, to));
    }
  }

  List<Integer> there() {
    return IntStream.range(0, from).boxed().toList();
  }

  List<Integer> added() {
    return IntStream.range(from, to).boxed().toList();
  }

  /// The partition that one comes of.
  int origin(int added) {
    return added % from;
  }
}
