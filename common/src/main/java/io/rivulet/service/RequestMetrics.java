package io.rivulet.service;

import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;

/// Times every request that Jersey answers. The route is the template of the path, so that ids do
/// not multiply the meters.
final class RequestMetrics implements ApplicationEventListener {
  private final RequestTimes times;

  RequestMetrics(RequestTimes times) {
    this.times = times;
  }

  @Override
  public void onEvent(ApplicationEvent event) {}

  @Override
  public RequestEventListener onRequest(RequestEvent start) {
    long now = System.nanoTime();
    // A filter in front of Jersey may have worked on it before.
    long began =
        start.getContainerRequest().getProperty(RequestTimes.BEGAN) instanceof Long earlier
            ? earlier
            : now;
    return event -> {
      if (event.getType() == RequestEvent.Type.FINISHED) {
        times.record(
            method(event),
            route(event.getUriInfo()),
            status(event.getContainerResponse()),
            System.nanoTime() - began);
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
