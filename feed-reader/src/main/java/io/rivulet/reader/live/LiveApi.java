package io.rivulet.reader.live;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.MutableServletContextHandler;
import io.rivulet.service.ServiceBundle;
import java.time.Duration;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.util.component.LifeCycle;

/// Where streams are served: `/api/v1/streaming` by WebSocket, and below it as server-sent events.
public final class LiveApi {
  /// Above the time between two pings.
  private static final Duration IDLE = Duration.ofSeconds(90);

  private static final String PATH = "/api/v1/streaming";

  private LiveApi() {}

  /// Registers both, and has the streams live as long as the service.
  public static void serve(LiveStreams streams, ServiceBundle service, Environment environment) {
    Callers callers = new Callers(service.verifier(), service.guesses().orElse(null));
    environment.lifecycle().manage(streams);
    environment
        .lifecycle()
        .addEventListener(
            new LifeCycle.Listener() {
              @Override
              public void lifeCycleStopping(LifeCycle server) {
                streams.end();
              }
            });
    environment
        .servlets()
        .addServlet("event-streams", new EventStreamServlet(streams, callers))
        .addMapping(PATH + "/*");
    MutableServletContextHandler context = environment.getApplicationContext();
    JettyWebSocketServletContainerInitializer.configure(
        context,
        (_, container) -> {
          container.setMaxTextMessageSize(SocketStreams.MAX_MESSAGE_BYTES);
          container.setMaxBinaryMessageSize(SocketStreams.MAX_MESSAGE_BYTES);
          container.setIdleTimeout(IDLE);
          SocketStreams sockets = new SocketStreams(streams, callers);
          container.addMapping(PATH, sockets);
          container.addMapping(PATH + "/", sockets);
        });
  }
}
