package io.rivulet.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;

/// Times every request as `rivulet.http.requests`, by method, route and status. The route is the
/// template of the path, so that ids do not multiply the meters.
final class RequestMetrics implements ApplicationEventListener {
  private final MeterRegistry meters;

  RequestMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void onEvent(ApplicationEvent event) {}

  @Override
  public RequestEventListener onRequest(RequestEvent start) {
    Timer.Sample sample = Timer.start(meters);
    return event -> {
      if (event.getType() == RequestEvent.Type.FINISHED) {
        sample.stop(
            Timer.builder("rivulet.http.requests")
                .publishPercentiles(0.5, 0.99)
                .tag("method", method(event))
                .tag("route", route(event.getUriInfo()))
                .tag("status", status(event.getContainerResponse()))
                .register(meters));
      }
    };
  }

  /// A method that nobody routes could be any text, and each would be a meter of its own.
  private static String method(RequestEvent event) {
    boolean routed = !event.getUriInfo().getMatchedTemplates().isEmpty();
    return routed ? event.getContainerRequest().getMethod() : "other";
  }

  private static String route(ExtendedUriInfo uri) {
    StringBuilder route = new StringBuilder();
    uri.getMatchedTemplates().forEach(template -> route.insert(0, template.getTemplate()));
    return route.isEmpty() ? "none" : route.toString();
  }

  private static String status(ContainerResponse response) {
    return response == null ? "none" : Integer.toString(response.getStatus());
  }
}
