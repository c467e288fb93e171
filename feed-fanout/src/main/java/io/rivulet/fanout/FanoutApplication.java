package io.rivulet.fanout;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.rivulet.fanout.door.PostsDoor;
import io.rivulet.service.ServiceBundle;
import io.rivulet.service.ServiceMain;
import io.rivulet.vitals.Authors;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// The fan-out worker: a Kafka Streams job with an admin port, and a door for the other services.
///
/// `java io.rivulet.fanout.FanoutApplication server fanout.yml`
public final class FanoutApplication extends Application<FanoutConfiguration> {
  private final ServiceBundle service = new ServiceBundle(Clock.systemUTC());
  private final AtomicInteger port = new AtomicInteger();

  public static void main(String[] arguments) throws Exception {
    ServiceMain.run(new FanoutApplication(), arguments);
  }

  @Override
  public String getName() {
    return "feed-fanout";
  }

  @Override
  public void initialize(Bootstrap<FanoutConfiguration> bootstrap) {
    bootstrap.addBundle(service);
  }

  @Override
  public void run(FanoutConfiguration configuration, Environment environment) {
    FanoutWorker worker = new FanoutWorker(configuration, service.meters(), service.tracing());
    environment.lifecycle().manage(worker);
    PostsDoor door = worker.door(() -> port.get());
    environment.jersey().register(door.resource(configuration.publicUrl(), service.meters()));
    environment.lifecycle().manage(door);
    environment
        .admin()
        .addServlet("authors", new AuthorsServlet(worker::authors))
        .addMapping(Authors.PATH);
    environment.lifecycle().addServerLifecycleListener(server -> port.set(applicationPort(server)));
    environment.healthChecks().register("redis", worker.redisHealth());
    environment.healthChecks().register("streams", worker.streamsHealth());
    service.requireReady("streams", worker::running);
  }

  private static int applicationPort(Server server) {
    return Arrays.stream(server.getConnectors())
        .filter(connector -> !"admin".equals(connector.getName()))
        .filter(ServerConnector.class::isInstance)
        .mapToInt(connector -> ((ServerConnector) connector).getLocalPort())
        .findFirst()
        .orElse(0);
  }
}
