package io.rivulet.ingest;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.rivulet.service.ServiceBundle;
import io.rivulet.service.ServiceMain;
import java.time.Clock;

/// The process: `server feed-ingest/config/ingest.yml`.
public final class IngestApplication extends Application<IngestConfiguration> {
  private final Clock clock = Clock.systemUTC();
  private final ServiceBundle service = new ServiceBundle(clock, new IngestLanes());

  public static void main(String[] arguments) throws Exception {
    ServiceMain.run(new IngestApplication(), arguments);
  }

  @Override
  public String getName() {
    return "feed-ingest";
  }

  @Override
  public void initialize(Bootstrap<IngestConfiguration> bootstrap) {
    bootstrap.addBundle(service);
  }

  @Override
  public void run(IngestConfiguration configuration, Environment environment) {
    IngestWiring wiring =
        new IngestWiring(configuration, service.meters(), clock, service.tracing());
    wiring.register(environment);
    service.requireReady("what Redis is filled with", wiring::wasFilled);
  }
}
