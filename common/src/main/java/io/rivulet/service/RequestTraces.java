package io.rivulet.service;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.rivulet.trace.TraceHeader;
import io.rivulet.trace.Tracing;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jspecify.annotations.Nullable;

/// Traces some of the requests that Jersey answers. A span is named by the method and the template
/// of the path, and tells the status: no id, query, header or address.
///
/// No resource answers on another thread than the one that it was asked on, so that is the thread
/// that is at the span.
final class RequestTraces implements ApplicationEventListener {
  private final Tracing tracing;

  RequestTraces(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public void onEvent(ApplicationEvent event) {}

  @Override
  public @Nullable RequestEventListener onRequest(RequestEvent start) {
    if (!tracing.draws()) {
      return null;
    }
    String parent = start.getContainerRequest().getHeaderString(TraceHeader.NAME);
    Span span = tracing.begin("request", SpanKind.SERVER, parent);
    Tracing.At at = tracing.enter(span);
    return event -> {
      if (event.getType() == RequestEvent.Type.FINISHED) {
        at.close();
        end(span, event);
      }
    };
  }

  private static void end(Span span, RequestEvent event) {
    String method = RequestMetrics.method(event);
    String route = RequestMetrics.route(event.getUriInfo());
    ContainerResponse response = event.getContainerResponse();
    span.updateName(method + " " + route);
    span.setAttribute("http.request.method", method);
    span.setAttribute("http.route", route);
    if (response != null) {
      span.setAttribute("http.response.status_code", response.getStatus());
    }
    if (response == null || response.getStatus() >= 500) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
