package io.rivulet.fanout.deliver;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;

/// Entries of traced posts that a lane has to write, mostly none, which costs each call a look at
/// an empty list. A record has one span, which ends when Redis has acknowledged all entries of its
/// post, by as many calls as that takes, and tells how many there were and how long they took.
///
/// A post that comes again while it waits is merged with itself, and so acknowledged once for two
/// records: what is left then ends when the lane has nothing to write. What a lane leaves to its
/// successor is not sent: that one makes spans of its own. Guarded by its [Lane].
final class TracedEntries {
  /// Records at a time; the spans of further ones are not sent.
  private static final int MOST = 64;

  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("attempt");

  private final LongSupplier nanoTime;
  private final List<Traced> traced = new ArrayList<>();

  /// When calls under way were sent.
  private final IdentityHashMap<LaneCall, Long> sent = new IdentityHashMap<>();

  TracedEntries(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// A post of one record.
  private static final class Traced {
    private final Span span;
    private final long post;
    private long left;
    private long calls;
    private long nanos;

    Traced(Span span, long post, long entries) {
      this.span = span;
      this.post = post;
      this.left = entries;
    }

    void end() {
      span.setAttribute("redis.calls", calls);
      span.setAttribute("redis.microseconds", nanos / 1_000);
      span.end();
    }
  }

  /// Has a record's span end with its entries.
  ///
  /// @param entries of the post in the record
  void add(Span span, long post, long entries) {
    if (span.isRecording() && traced.size() < MOST) {
      traced.add(new Traced(span, post, entries));
    }
  }

  /// A call goes to Redis for the first time.
  void sends(LaneCall call) {
    if (!traced.isEmpty() && call instanceof LaneCall.Add add) {
      sent.put(add, nanoTime.getAsLong());
    }
  }

  /// Redis did not take a call, and will be asked again.
  void retries(LaneCall call, int attempt) {
    if (!traced.isEmpty() && call instanceof LaneCall.Add add) {
      for (Traced one : traced) {
        if (add.count(one.post) > 0) {
          one.span.addEvent("retry", Attributes.of(ATTEMPT, (long) attempt));
        }
      }
    }
  }

  /// Redis has acknowledged a call.
  void acknowledged(LaneCall call) {
    // Also where what it was noted for has ended meanwhile.
    Long began = sent.isEmpty() ? null : sent.remove(call);
    if (!traced.isEmpty() && call instanceof LaneCall.Add add) {
      long now = nanoTime.getAsLong();
      long took = began == null ? 0 : now - began;
      Iterator<Traced> all = traced.iterator();
      while (all.hasNext()) {
        Traced one = all.next();
        long written = add.count(one.post);
        if (written > 0) {
          one.left -= written;
          one.calls++;
          one.nanos += took;
        }
        if (one.left <= 0) {
          one.end();
          all.remove();
        }
      }
    }
  }

  /// The lane has nothing to write any more.
  void allWritten() {
    if (!traced.isEmpty()) {
      traced.forEach(Traced::end);
      clear();
    }
  }

  /// Whether nothing is kept of any record or call.
  boolean isEmpty() {
    return traced.isEmpty() && sent.isEmpty();
  }

  void clear() {
    traced.clear();
    sent.clear();
  }
}
