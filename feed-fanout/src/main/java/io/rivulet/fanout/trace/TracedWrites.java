package io.rivulet.fanout.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Spans of what a plan task has under way to Redis: few, mostly none.
///
/// Records are handed on in their order, so a write that is tried again holds up all that is under
/// way: each of their spans tells of it.
public final class TracedWrites {
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("attempt");

  private final List<Span> underWay = new CopyOnWriteArrayList<>();

  /// Has a span be told of retries; nothing if it is not recorded.
  public void begin(Span span) {
    if (span.isRecording()) {
      underWay.add(span);
    }
  }

  public void end(Span span) {
    if (span.isRecording()) {
      underWay.remove(span);
    }
  }

  /// A write failed and is tried again.
  ///
  /// @param attempt how often it was tried, from 1
  public void retried(int attempt) {
    for (Span span : underWay) {
      span.addEvent("retry", Attributes.of(ATTEMPT, (long) attempt));
    }
  }
}
