package io.rivulet.trace;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Makes a process's spans.
///
/// A span that is not recorded stands for whatever is not traced: always the same one, on which
/// every call does nothing. A span that nobody ends, as its work was left to somebody else, is not
/// sent, and takes nothing once it is forgotten.
public final class Tracing implements AutoCloseable {
  /// Traces nothing.
  public static final Tracing OFF =
      new Tracing(0, TracerProvider.noop().get("io.rivulet"), Optional.empty());

  /// The name of the trace's id in log lines ([MDC]).
  public static final String TRACE_ID = "traceId";

  /// A record that is older is not traced any more: planning a topic anew from its beginning would
  /// otherwise continue traces of years ago.
  static final Duration MOST_AGE = Duration.ofHours(1);

  private static final ContextKey<Tracing> WHOSE = ContextKey.named("io.rivulet.tracing");

  /// How long a collector has for a batch, and all that waits for the process's end.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration END = Duration.ofSeconds(2);
  private static final Duration DELAY = Duration.ofSeconds(1);

  private final double ratio;
  private final Tracer tracer;
  private final Optional<SdkTracerProvider> provider;

  private Tracing(double ratio, Tracer tracer, Optional<SdkTracerProvider> provider) {
    this.ratio = ratio;
    this.tracer = tracer;
    this.provider = provider;
  }

  /// Traces to where the settings say, if anywhere.
  ///
  /// @param service the process's own name, where the settings give it no other
  /// @throws IllegalArgumentException if the file of headers has something else
  /// @throws java.io.UncheckedIOException if it cannot be read
  public static Tracing open(TracingSettings settings, String service, MeterRegistry meters) {
    return settings.endpoint().map(endpoint -> to(endpoint, settings, service, meters)).orElse(OFF);
  }

  private static Tracing to(
      URI endpoint, TracingSettings settings, String service, MeterRegistry meters) {
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint.toString())
            .setConnectTimeout(CONNECT)
            .setTimeout(PATIENCE)
            // Trying again would hold up what comes after, for a collector that is away.
            .setRetryPolicy(null);
    settings.headersFile().map(CollectorHeaders::new).ifPresent(headers -> use(headers, exporter));
    String name = settings.service().orElse(service);
    var resource = Attributes.of(AttributeKey.stringKey("service.name"), name);
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            // Who begins a trace has drawn already, and who goes on has been told.
            .setSampler(Sampler.alwaysOn())
            .setResource(Resource.getDefault().merge(Resource.create(resource)))
            .addSpanProcessor(new SpanQueue(exporter.build(), DELAY, PATIENCE, meters))
            .build();
    return new Tracing(settings.ratio(), provider.get("io.rivulet"), Optional.of(provider));
  }

  private static void use(CollectorHeaders headers, OtlpHttpSpanExporterBuilder exporter) {
    // A mistake in it is to be known now.
    var _ = headers.get();
    exporter.setHeaders(headers);
  }

  /// Draws whether what comes in now is traced. Nothing that a client sends has a say in it: not
  /// the flag of its `traceparent`, nor its trace's id, by which other systems draw and which it
  /// could choose.
  public boolean draws() {
    return ratio > 0 && ThreadLocalRandom.current().nextDouble() < ratio;
  }

  /// Begins the span of what came in and was drawn.
  ///
  /// @param traceparent what the client sent of its trace, which then goes on here; anything else
  ///   than a valid one begins a new trace
  public Span begin(String name, SpanKind kind, @Nullable String traceparent) {
    return tracer
        .spanBuilder(name)
        .setSpanKind(kind)
        .setParent(TraceHeader.parse(traceparent))
        .startSpan();
  }

  /// Goes on from the header of a record that only this system writes; not recorded if there is
  /// none, or if the record is of an hour ago.
  ///
  /// @param timestamp of the record, in milliseconds since 1970
  public Span resume(String name, Headers headers, long timestamp) {
    String traceparent = provider.isPresent() ? TraceHeader.of(headers) : null;
    if (traceparent == null || System.currentTimeMillis() - timestamp > MOST_AGE.toMillis()) {
      return Span.getInvalid();
    }
    Context parent = TraceHeader.parse(traceparent);
    return Span.fromContext(parent).getSpanContext().isSampled()
        ? tracer.spanBuilder(name).setSpanKind(SpanKind.CONSUMER).setParent(parent).startSpan()
        : Span.getInvalid();
  }

  /// Begins a part of what the thread is at, see [#enter]; not recorded if that is not traced.
  public static Span part(String name, SpanKind kind) {
    Context current = Context.current();
    Tracing whose = current.get(WHOSE);
    return whose == null
        ? Span.getInvalid()
        : whose.tracer.spanBuilder(name).setSpanKind(kind).setParent(current).startSpan();
  }

  /// Has the thread be at a span until what is returned is closed, by the same thread: parts of it
  /// are found, and log lines have the trace's id. Not to be nested.
  @SuppressWarnings("MustBeClosedChecker") // What is returned closes it.
  public At enter(Span span) {
    if (!span.isRecording()) {
      return At.NOTHING;
    }
    Scope scope = Context.root().with(WHOSE, this).with(span).makeCurrent();
    MDC.put(TRACE_ID, span.getSpanContext().getTraceId());
    return () -> {
      MDC.remove(TRACE_ID);
      scope.close();
    };
  }

  /// That a thread is at a span.
  @FunctionalInterface
  public interface At extends AutoCloseable {
    At NOTHING = () -> {};

    @Override
    void close();
  }

  /// Sends what waits, for two seconds at most.
  @Override
  public void close() {
    provider.ifPresent(opened -> opened.shutdown().join(END.toMillis(), TimeUnit.MILLISECONDS));
  }
}
