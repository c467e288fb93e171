package io.rivulet.reader;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.rivulet.reader.account.AccountListResources;
import io.rivulet.reader.account.AccountResource;
import io.rivulet.reader.author.AuthorResource;
import io.rivulet.reader.docs.DocsResource;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Known;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.reader.fetch.Viewpoints;
import io.rivulet.reader.home.HomeFilter;
import io.rivulet.reader.home.HomeResource;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Pages;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.reader.instance.InstanceResource;
import io.rivulet.reader.live.LiveApi;
import io.rivulet.reader.live.LiveReads;
import io.rivulet.reader.live.LiveStreams;
import io.rivulet.reader.merge.Timelines;
import io.rivulet.reader.picture.PictureResource;
import io.rivulet.reader.status.StatusResource;
import io.rivulet.redis.Redis;
import io.rivulet.service.RedisCheck;
import io.rivulet.service.ServiceBundle;
import io.rivulet.timeline.TimelineLimits;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.EnumSet;

/// The process feed-reader, and its wiring.
public final class ReaderApplication extends Application<ReaderConfiguration> {
  private final Clock clock = Clock.systemUTC();
  private final ServiceBundle service = new ServiceBundle(clock);

  public static void main(String[] arguments) throws Exception {
    new ReaderApplication().run(arguments);
  }

  @Override
  public String getName() {
    return "feed-reader";
  }

  @Override
  public void initialize(Bootstrap<ReaderConfiguration> bootstrap) {
    bootstrap.addBundle(service);
  }

  @Override
  public void run(ReaderConfiguration configuration, Environment environment) {
    Redis redis = new Redis(configuration.redis());
    environment.lifecycle().manage(new AutoCloseableManager(redis));
    environment.healthChecks().register("redis", new RedisCheck(redis));

    ReaderMeters meters = new ReaderMeters(service.meters());
    Access access = Access.of(redis, meters, clock);
    Timelines timelines = Timelines.of(access, TimelineLimits.DEFAULT, configuration.pull());
    Profiles profiles = new Profiles(access, configuration.profiles(), System::nanoTime);
    Hydration hydration = new Hydration(access, profiles, configuration.bodies(), System::nanoTime);
    Patience patience = new Patience(configuration.home().unknownPatience(), meters);
    Pages pages = new Pages(configuration.publicUrl(), meters);

    JerseyEnvironment jersey = environment.jersey();
    HomeResource home =
        HomeResource.of(access, timelines, hydration, patience, configuration.home(), pages);
    environment
        .servlets()
        .addFilter("home", home.inFront(service.verifier(), service.times()))
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, HomeFilter.PATH);
    jersey.register(home);
    jersey.register(AuthorResource.of(access, timelines, hydration, profiles, patience, pages));
    StatusResource statuses = new StatusResource(hydration, new Viewpoints(access), patience);
    jersey.register(statuses);
    jersey.register(AccountResource.of(access, profiles, patience, configuration.publicUrl()));
    AccountListResources.of(access, profiles, patience, configuration.publicUrl())
        .forEach(jersey::register);
    jersey.register(new InstanceResource(configuration.instance(), configuration.publicUrl()));
    jersey.register(new PictureResource());
    jersey.register(new DocsResource());
    LiveReads reads =
        new StreamReads(home, statuses, new Known(access), timelines.pulled(), patience);
    LiveApi.serve(
        new LiveStreams(redis, reads, service.meters(), clock, service.verifier()::stands),
        service.verifier(),
        environment);
  }
}
