package io.rivulet.fanout;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.rivulet.service.ServiceBundle;
import java.time.Clock;

/// The fan-out worker: a Kafka Streams job with an admin port, and nothing to serve.
///
/// `java io.rivulet.fanout.FanoutApplication server fanout.yml`
public final class FanoutApplication extends Application<FanoutConfiguration> {
  private final ServiceBundle service = new ServiceBundle(Clock.systemUTC());

  public static void main(String[] arguments) throws Exception {
    new FanoutApplication().run(arguments);
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
    FanoutWorker worker = new FanoutWorker(configuration, service.meters());
    environment.lifecycle().manage(worker);
    environment.healthChecks().register("redis", worker.redisHealth());
    environment.healthChecks().register("streams", worker.streamsHealth());
    service.requireReady("streams", worker::running);
  }
}
