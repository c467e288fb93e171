package io.rivulet.reader.live;

import java.util.concurrent.atomic.AtomicLong;

/// What waits for clients that listen, of all of them together. Each may have [#FREE] waiting, as
/// happens to anybody for a moment; beyond that all together may have a part of the heap, and
/// whoever comes after that is too slow.
final class WaitingBytes {
  /// Some events.
  private static final int FREE = 16_384;

  private static final int PART_OF_HEAP = 8;

  /// Of the heap that listeners may take at [#FREE] each.
  private static final int PART_FOR_ALL = 2;

  private final long most;
  private final AtomicLong bytes = new AtomicLong();

  WaitingBytes(long most) {
    this.most = most;
  }

  static WaitingBytes ofThisHeap() {
    return new WaitingBytes(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
  }

  /// How many may listen for which this heap has room: 8,192 with 256 MB.
  static int mostConnections() {
    return (int)
        Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / PART_FOR_ALL / FREE);
  }

  /// Counts what is to wait for a client.
  ///
  /// @param before what waits for him already
  /// @return false if there is no room
  boolean add(int size, int before) {
    long all = bytes.addAndGet(size);
    if (all > most && before + size > FREE) {
      bytes.addAndGet(-size);
      return false;
    }
    return true;
  }

  void remove(int size) {
    bytes.addAndGet(-size);
  }

  long waiting() {
    return bytes.get();
  }
}
