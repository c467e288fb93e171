package io.rivulet.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
  private final Queue<Answer> inOrder = new ConcurrentLinkedQueue<>();
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
  Callback sending(int size, Callback callback, Runnable cut) {
    Answer answer = new Answer(size, callback, cut, System.nanoTime());
    inOrder.add(answer);
    long all = bytes.addAndGet(size);
    forgetSent();
    if (all > mostBytes) {
      cutOldest();
    }
    return answer;
  }

  private void forgetSent() {
    for (Answer first = inOrder.peek();
        first != null && first.ended.get();
        first = inOrder.peek()) {
      inOrder.remove(first);
    }
  }

  /// Cuts off whoever has taken longest, until there is room.
  void cutOldest() {
    long now = System.nanoTime();
    for (Answer answer : inOrder) {
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
    private final int size;
    private final Runnable cut;
    private final long began;
    private final AtomicBoolean ended = new AtomicBoolean();

    Answer(int size, Callback callback, Runnable cut, long began) {
      super(callback);
      this.size = size;
      this.cut = cut;
      this.began = began;
    }

    private boolean end() {
      boolean first = ended.compareAndSet(false, true);
      if (first) {
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
