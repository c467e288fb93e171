package io.rivulet.service;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.rivulet.trace.TraceHeader;
import io.rivulet.trace.Tracing;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Traces some requests, in front of Jersey and of what answers before it. A span is named by the
/// method and the template of the path, where its time is recorded ([RequestTimes]); what has none,
/// as a stream, is a `request`. It tells the status, and no id, query, header or address.
///
/// No resource answers on another thread than the one that it was asked on, so that is the thread
/// that is at the span.
final class RequestTraces implements Filter {
  private static final String UNNAMED = "request";

  private final Tracing tracing;

  RequestTraces(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!tracing.draws()) {
      chain.doFilter(request, response);
      return;
    }
    String parent = ((HttpServletRequest) request).getHeader(TraceHeader.NAME);
    Span span = tracing.begin(UNNAMED, SpanKind.SERVER, parent);
    try (var _ = tracing.enter(span)) {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException e) {
      // It is answered after this, and the answer's status is not known yet.
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      int status = ((HttpServletResponse) response).getStatus();
      span.setAttribute("http.response.status_code", status);
      if (status >= 500) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    }
  }

  /// Names the span that the thread is at, if it is at one.
  static void name(String method, String route) {
    Span span = Span.current();
    if (span.isRecording()) {
      span.updateName(method + " " + route);
      span.setAttribute("http.request.method", method);
      span.setAttribute("http.route", route);
    }
  }
}
