package io.rivulet.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// The header `traceparent`, of a request or a record, as the W3C has it: `Trace Context`, level 1.
/// Its companion `tracestate` is not used, and what a client sends of it goes nowhere.
public final class TraceHeader {
  public static final String NAME = "traceparent";

  private static final W3CTraceContextPropagator FORMAT = W3CTraceContextPropagator.getInstance();

  private static final TextMapGetter<String> ALONE =
      (traceparent, name) -> NAME.equals(name) ? traceparent : null;

  private TraceHeader() {}

  /// The text of a record's header, null if it has none. Costs nothing where there are no headers.
  public static @Nullable String of(Headers headers) {
    Header header = headers.lastHeader(NAME);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.US_ASCII);
  }

  /// Has whoever reads the record go on from a span, which may have ended; of what is not traced
  /// nothing is written.
  public static void put(SpanContext span, Headers headers) {
    if (span.isSampled()) {
      FORMAT.inject(
          Context.root().with(Span.wrap(span)),
          headers,
          (to, name, value) -> {
            if (to != null) {
              to.add(name, value.getBytes(StandardCharsets.US_ASCII));
            }
          });
    }
  }

  /// What the text says; without a span if it is none that is valid.
  static Context parse(@Nullable String traceparent) {
    return traceparent == null
        ? Context.root()
        : FORMAT.extract(Context.root(), traceparent, ALONE);
  }
}
