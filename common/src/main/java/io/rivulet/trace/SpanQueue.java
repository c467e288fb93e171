package io.rivulet.trace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

/// Ended spans on their way to the collector: bounded, by a thread of their own, each counted once
/// as sent, failed or dropped (`rivulet.trace.spans`). Whoever ends a span never waits.
///
/// The bound is counted here, in front of the SDK's own queue, which drops silently.
final class SpanQueue implements SpanProcessor {
  /// Spans that wait or are being sent: some 2 KB each.
  static final int MOST = 2_048;

  private static final int BATCH = 512;

  private final AtomicInteger waiting = new AtomicInteger();
  private final Counter dropped;
  private final SpanProcessor batches;

  /// @param delay how long a span waits for company
  SpanQueue(SpanExporter exporter, Duration delay, Duration patience, MeterRegistry meters) {
    dropped = counter(meters, "dropped");
    meters.gauge("rivulet.trace.waiting", waiting);
    batches =
        BatchSpanProcessor.builder(new Counted(exporter, meters))
            .setMaxQueueSize(MOST)
            .setMaxExportBatchSize(BATCH)
            .setScheduleDelay(delay)
            .setExporterTimeout(patience)
            .build();
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder("rivulet.trace.spans")
        .description("spans that the collector took, did not take, or that found no room to wait")
        .tag("outcome", outcome)
        .register(meters);
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (waiting.incrementAndGet() > MOST) {
      waiting.decrementAndGet();
      dropped.increment();
    } else {
      batches.onEnd(span);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode shutdown() {
    return batches.shutdown();
  }

  @Override
  public CompletableResultCode forceFlush() {
    return batches.forceFlush();
  }

  /// Counts what became of the spans.
  private final class Counted implements SpanExporter {
    private final SpanExporter exporter;
    private final Counter sent;
    private final Counter failed;

    Counted(SpanExporter exporter, MeterRegistry meters) {
      this.exporter = exporter;
      this.sent = counter(meters, "sent");
      this.failed = counter(meters, "failed");
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      int size = spans.size();
      CompletableResultCode result = attempt(spans);
      return result.whenComplete(
          () -> {
            waiting.addAndGet(-size);
            (result.isSuccess() ? sent : failed).increment(size);
          });
    }

    /// Headers that cannot be read are thrown.
    private CompletableResultCode attempt(Collection<SpanData> spans) {
      try {
        return exporter.export(spans);
      } catch (RuntimeException e) {
        return CompletableResultCode.ofExceptionalFailure(e);
      }
    }

    @Override
    public CompletableResultCode flush() {
      return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return exporter.shutdown();
    }
  }
}
