package io.rivulet.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.util.Callback;

/// Answers that clients have not taken yet: what the system's buffers do not hold of them stays in
/// the heap until the client has read it, which may be never.
///
/// All of them may take an eighth of the heap. Beyond that those are cut off that have taken
/// longest; nobody is as long as there is room, however slow.
final class Unsent {
  /// Any client takes as long now and then.
  private static final Duration GRACE = Duration.ofMillis(500);

  private final long mostBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong begun = new AtomicLong();

  /// Those that are not sent. Not a queue: behind one that is never taken all others would stay,
  /// with their bytes.
  private final ConcurrentNavigableMap<Long, Answer> inOrder = new ConcurrentSkipListMap<>();

  private final Counter cutOff;

  Unsent(long mostBytes, MeterRegistry meters) {
    this.mostBytes = mostBytes;
    this.cutOff = meters.counter("rivulet.http.cut.off");
    meters.gauge("rivulet.http.unsent.bytes", bytes);
  }

  boolean hasRoom() {
    return bytes.get() < mostBytes;
  }

  /// Counts an answer until it is sent.
  ///
  /// @param callback is called then, as without this
  /// @param cut ends the connection, at once
  Callback sending(long size, Callback callback, Runnable cut) {
    Answer answer = new Answer(begun.incrementAndGet(), size, callback, cut, System.nanoTime());
    inOrder.put(answer.number, answer);
    if (bytes.addAndGet(size) > mostBytes) {
      cutOldest();
    }
    return answer;
  }

  /// Cuts off whoever has taken longest, until there is room.
  void cutOldest() {
    long now = System.nanoTime();
    for (Answer answer : inOrder.values()) {
      if (hasRoom() || now - answer.began < GRACE.toNanos()) {
        return;
      }
      if (answer.end()) {
        cutOff.increment();
        answer.cut.run();
      }
    }
  }

  private final class Answer extends Callback.Nested {
    private final long number;
    private final long size;
    private final Runnable cut;
    private final long began;
    private final AtomicBoolean ended = new AtomicBoolean();

    Answer(long number, long size, Callback callback, Runnable cut, long began) {
      super(callback);
      this.number = number;
      this.size = size;
      this.cut = cut;
      this.began = began;
    }

    private boolean end() {
      boolean first = ended.compareAndSet(false, true);
      if (first) {
        inOrder.remove(number);
        bytes.addAndGet(-size);
      }
      return first;
    }

    @Override
    public void succeeded() {
      end();
      super.succeeded();
    }

    @Override
    public void failed(Throwable thrown) {
      end();
      super.failed(thrown);
    }
  }
}
