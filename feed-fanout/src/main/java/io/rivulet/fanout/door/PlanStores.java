package io.rivulet.fanout.door;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/// The stores of the plan tasks of this worker.
public interface PlanStores {
  /// How many there are on all workers, 0 until that is known.
  int partitions();

  /// Which are, or are about to be, on this worker.
  List<Integer> owned();

  /// The store of a partition, if it is here and has all that it is to have.
  Optional<ReadOnlyKeyValueStore<Bytes, byte[]>> store(int partition);
}
