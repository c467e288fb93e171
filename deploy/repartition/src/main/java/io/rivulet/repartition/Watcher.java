package io.rivulet.repartition;

/// Is told how the work goes on, by many threads.
interface Watcher {
  /// Some more was done.
  ///
  /// @param offsets passed
  /// @param moved records among them that were copied or taken out
  /// @param bytes of their keys and values
  void passed(long offsets, long moved, long bytes);
}
