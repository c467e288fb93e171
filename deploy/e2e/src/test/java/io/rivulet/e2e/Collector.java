package io.rivulet.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Takes spans as any collector does: OTLP over HTTP, in protobuf.
final class Collector implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile @Nullable CountDownLatch silence;

  /// A span.
  record Received(String service, Span span) {
    String name() {
      return span.getName();
    }

    String trace() {
      return hex(span.getTraceId().toByteArray());
    }

    String id() {
      return hex(span.getSpanId().toByteArray());
    }

    /// Empty without one.
    String parent() {
      return hex(span.getParentSpanId().toByteArray());
    }

    Map<String, String> attributes() {
      return span.getAttributesList().stream()
          .collect(Collectors.toMap(KeyValue::getKey, Received::text));
    }

    private static String text(KeyValue attribute) {
      return switch (attribute.getValue().getValueCase()) {
        case STRING_VALUE -> attribute.getValue().getStringValue();
        case INT_VALUE -> Long.toString(attribute.getValue().getIntValue());
        case BOOL_VALUE -> Boolean.toString(attribute.getValue().getBoolValue());
        default -> attribute.getValue().toString();
      };
    }

    private static String hex(byte[] id) {
      return HexFormat.of().formatHex(id);
    }
  }

  Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::take);
    server.setExecutor(threads);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Has it answer nobody, until [#answer()].
  void hang() {
    silence = new CountDownLatch(1);
  }

  void answer() {
    CountDownLatch hanging = silence;
    silence = null;
    if (hanging != null) {
      hanging.countDown();
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    CountDownLatch hanging = silence;
    if (hanging != null) {
      try {
        hanging.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
      return;
    }
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream body = exchange.getRequestBody();
        InputStream plain = zipped ? new GZIPInputStream(body) : body) {
      ExportTraceServiceRequest.parseFrom(plain).getResourceSpansList().forEach(this::add);
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private void add(ResourceSpans spans) {
    String service =
        spans.getResource().getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals("service.name"))
            .map(attribute -> attribute.getValue().getStringValue())
            .findFirst()
            .orElseThrow();
    spans
        .getScopeSpansList()
        .forEach(
            scope ->
                scope.getSpansList().forEach(span -> received.add(new Received(service, span))));
  }

  /// All spans of one trace so far.
  List<Received> trace(String id) {
    return received.stream().filter(span -> span.trace().equals(id)).toList();
  }

  /// All spans so far.
  List<Received> all() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    answer();
    server.stop(0);
    threads.close();
  }
}
