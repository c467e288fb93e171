package io.rivulet.fanout.flow;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stops the consumption of a worker while one of its tasks cannot write to Redis.
///
/// `KafkaStreams.pause()` is what it controls: the threads go on polling, so the worker stays in
/// its group however long Redis is away, but no record is processed. A record that is being
/// processed when the gate closes is kept in memory by its task; after it, at most what Streams has
/// buffered for the current pass follows.
public final class Gate {
  /// What the gate controls: consumption as a whole.
  public interface Consumption {
    void pause();

    void resume();
  }

  private final Set<Object> closers = new HashSet<>();
  private @Nullable Consumption consumption;
  private long closedSince;

  /// Connects what is controlled. A gate without it only keeps note.
  public synchronized void control(Consumption controlled) {
    consumption = controlled;
    if (!closers.isEmpty()) {
      controlled.pause();
    }
  }

  public synchronized boolean closed() {
    return !closers.isEmpty();
  }

  /// Seconds for which the gate has been closed, 0 if it is open.
  public synchronized double closedSeconds() {
    return closers.isEmpty() ? 0 : (System.nanoTime() - closedSince) / 1e9;
  }

  public synchronized void close(Object closer) {
    if (closers.isEmpty()) {
      closedSince = System.nanoTime();
      if (consumption != null) {
        consumption.pause();
      }
    }
    closers.add(closer);
  }

  /// Opens the gate for `closer`; consumption goes on once nobody keeps it closed.
  public synchronized void open(Object closer) {
    if (closers.remove(closer) && closers.isEmpty() && consumption != null) {
      consumption.resume();
    }
  }
}
