package io.rivulet.fanout.flow;

/// Tells a stream thread under load from one that has time, by how long ago it had a record.
///
/// Of the thread, not of the task: where many tasks take turns, each of them waits between two
/// records however busy the thread is.
public final class Pauses {
  /// A thread without a record for so long has time to wait for an answer.
  private static final long PAUSE_NANOS = 1_000_000;

  private static final ThreadLocal<long[]> PROCESSED_AT =
      ThreadLocal.withInitial(() -> new long[1]);

  private Pauses() {}

  /// Whether the record that the calling thread begins with came after a pause.
  public static boolean ended() {
    return !busy();
  }

  /// Whether the calling thread has had a record a moment ago.
  public static boolean busy() {
    return System.nanoTime() - PROCESSED_AT.get()[0] <= PAUSE_NANOS;
  }

  /// Notes that the calling thread has had a record.
  public static void processed() {
    PROCESSED_AT.get()[0] = System.nanoTime();
  }
}
