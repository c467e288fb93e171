package io.rivulet.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

class TracingTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer collector;

  @BeforeEach
  void start() throws Exception {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.setExecutor(threads);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.createContext(
        "/hangs",
        exchange -> {
          try {
            hanging.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    collector.start();
  }

  @AfterEach
  void stop() {
    hanging.countDown();
    collector.stop(0);
    threads.close();
  }

  private String address(String path) {
    return "http://127.0.0.1:" + collector.getAddress().getPort() + path;
  }

  private Tracing open(String endpoint, double ratio) {
    return Tracing.open(TracingSettings.to(endpoint, ratio), "test", meters);
  }

  private double spans(String outcome) {
    return meters.get("rivulet.trace.spans").tag("outcome", outcome).counter().count();
  }

  private static Headers headers(String traceparent) {
    Headers headers = new RecordHeaders();
    headers.add(TraceHeader.NAME, traceparent.getBytes(StandardCharsets.US_ASCII));
    return headers;
  }

  @Test
  void whatIsDrawnIsTheRatioAndNothingWithoutOne() {
    try (Tracing none = open(address(""), 0);
        Tracing all = open(address(""), 1);
        Tracing some = open(address(""), 0.25)) {
      assertThat(IntStream.range(0, 10_000).filter(_ -> none.draws()).count()).isZero();
      assertThat(IntStream.range(0, 10_000).filter(_ -> all.draws()).count()).isEqualTo(10_000);
      // Nine standard deviations of a fair draw.
      assertThat(IntStream.range(0, 10_000).filter(_ -> some.draws()).count())
          .isBetween(2_110L, 2_890L);
    }
    assertThat(Tracing.OFF.draws()).isFalse();
  }

  @Test
  void aTraceGoesOnFromAClientsHeaderWhateverItsFlagAndBeginsAnewFromWhatIsNone() {
    try (Tracing tracing = open(address(""), 1)) {
      for (String flags : List.of("00", "01")) {
        String header = "00-" + TRACE + "-00f067aa0ba902b7-" + flags;
        Span span = tracing.begin("request", SpanKind.SERVER, header);
        assertThat(span.getSpanContext().getTraceId()).isEqualTo(TRACE);
        assertThat(span.isRecording()).isTrue();
      }
      for (String invalid :
          List.of(
              "",
              "00",
              "00-" + TRACE,
              "ff-" + TRACE + "-00f067aa0ba902b7-01",
              "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
              "00-" + TRACE + "-0000000000000000-01",
              "00-" + TRACE + "-00f067aa0ba902b7-zz",
              "0".repeat(8_000))) {
        Span span = tracing.begin("request", SpanKind.SERVER, invalid);
        assertThat(span.getSpanContext().isValid()).as(invalid).isTrue();
        assertThat(span.getSpanContext().getTraceId()).as(invalid).isNotEqualTo(TRACE);
      }
    }
  }

  @Test
  void aRecordIsTracedIfItSaysSoAndIsNotOfLongAgo() {
    long now = System.currentTimeMillis();
    Headers sampled = headers("00-" + TRACE + "-00f067aa0ba902b7-01");
    Headers other = headers("00-" + TRACE + "-00f067aa0ba902b7-00");
    long old = now - Tracing.MOST_AGE.toMillis() - 1_000;
    try (Tracing tracing = open(address(""), 0)) {
      Span resumed = tracing.resume("plan", sampled, now);
      assertThat(resumed.isRecording()).as("though nothing is drawn here").isTrue();
      assertThat(resumed.getSpanContext().getTraceId()).isEqualTo(TRACE);
      assertThat(tracing.resume("plan", sampled, old)).isSameAs(Span.getInvalid());
      assertThat(tracing.resume("plan", other, now)).isSameAs(Span.getInvalid());
      assertThat(tracing.resume("plan", headers("what?"), now)).isSameAs(Span.getInvalid());
      assertThat(tracing.resume("plan", new RecordHeaders(), now)).isSameAs(Span.getInvalid());
    }
    assertThat(Tracing.OFF.resume("plan", sampled, now)).isSameAs(Span.getInvalid());
  }

  @Test
  void whatIsNotTracedHasNoHeaderNoPartsAndNothingInTheLog() {
    Headers headers = new RecordHeaders();
    TraceHeader.put(Span.getInvalid().getSpanContext(), headers);
    assertThat(headers.toArray()).isEmpty();
    try (Tracing tracing = open(address(""), 1);
        var at = tracing.enter(Span.getInvalid())) {
      assertThat(at).isSameAs(Tracing.At.NOTHING);
      assertThat(Tracing.part("publish", SpanKind.PRODUCER)).isSameAs(Span.getInvalid());
      assertThat(MDC.get(Tracing.TRACE_ID)).isNull();
    }
  }

  @Test
  void aThreadIsAtASpanUntilThatIsClosed() {
    try (Tracing tracing = open(address(""), 1)) {
      Span span = tracing.begin("request", SpanKind.SERVER, null);
      String trace = span.getSpanContext().getTraceId();
      try (var _ = tracing.enter(span)) {
        Span part = Tracing.part("publish", SpanKind.PRODUCER);
        assertThat(part.getSpanContext().getTraceId()).isEqualTo(trace);
        assertThat(MDC.get(Tracing.TRACE_ID)).isEqualTo(trace);
      }
      assertThat(Tracing.part("publish", SpanKind.PRODUCER)).isSameAs(Span.getInvalid());
      assertThat(MDC.get(Tracing.TRACE_ID)).isNull();
    }
  }

  @Test
  void aTokenIsReadForEachBatch(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("headers"), "Authorization: Bearer one\n");
    TracingSettings to = TracingSettings.to(address(""), 1);
    TracingSettings settings =
        new TracingSettings(to.endpoint(), 1, Optional.empty(), Optional.of(file));
    try (Tracing tracing = Tracing.open(settings, "test", meters)) {
      tracing.begin("first", SpanKind.SERVER, null).end();
      await().until(() -> spans("sent") == 1);
      Files.delete(file);
      tracing.begin("lost", SpanKind.SERVER, null).end();
      await().until(() -> spans("failed") == 1);
      Files.writeString(file, "Authorization: Bearer two\n");
      tracing.begin("second", SpanKind.SERVER, null).end();
      await().until(() -> spans("sent") == 2);
    }
    assertThat(tokens).containsExactly("Bearer one", "Bearer two");
  }

  @Test
  void aCollectorThatIsAwayCostsItsSpansAndTheyAreCounted() {
    try (Tracing tracing = open("http://127.0.0.1:1", 1)) {
      tracing.begin("request", SpanKind.SERVER, null).end();
      await().until(() -> spans("failed") == 1);
    }
    assertThat(spans("sent")).isZero();
  }

  @Test
  void aCollectorThatHangsIsWaitedForByNobodyAndNoMoreThanSoManySpansAreKept() {
    int more = 5_000;
    long began = System.nanoTime();
    try (Tracing tracing = open(address("/hangs"), 1)) {
      for (int i = 0; i < SpanQueue.MOST + more; i++) {
        tracing.begin("request", SpanKind.SERVER, null).end();
      }
      assertThat(spans("dropped")).isEqualTo(more);
      assertThat(meters.get("rivulet.trace.waiting").gauge().value()).isEqualTo(SpanQueue.MOST);
    }
    // Its end included, which has two seconds; the collector's own time is five.
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
  }
}
