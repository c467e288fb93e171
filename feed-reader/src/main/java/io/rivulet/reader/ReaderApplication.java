package io.rivulet.reader;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.rivulet.cold.ColdPosts;
import io.rivulet.cold.WorkersAsked;
import io.rivulet.reader.account.AccountListResources;
import io.rivulet.reader.account.AccountResource;
import io.rivulet.reader.author.AuthorResource;
import io.rivulet.reader.docs.DocsResource;
import io.rivulet.reader.empty.EmptyOfAccountResource;
import io.rivulet.reader.empty.EmptyResource;
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
import io.rivulet.reader.index.Index;
import io.rivulet.reader.instance.InstanceResource;
import io.rivulet.reader.instance.InstanceSize;
import io.rivulet.reader.instance.WellKnownResource;
import io.rivulet.reader.kept.KeptValues;
import io.rivulet.reader.kept.ListTimelineResource;
import io.rivulet.reader.kept.ListsResource;
import io.rivulet.reader.kept.ListsWithResource;
import io.rivulet.reader.kept.MarkersResource;
import io.rivulet.reader.live.LiveApi;
import io.rivulet.reader.live.LiveReads;
import io.rivulet.reader.live.LiveStreams;
import io.rivulet.reader.merge.Timelines;
import io.rivulet.reader.notice.NoticesResource;
import io.rivulet.reader.operations.OperationsServlet;
import io.rivulet.reader.operations.OperationsSettings;
import io.rivulet.reader.picture.PictureResource;
import io.rivulet.reader.pulse.PathResource;
import io.rivulet.reader.pulse.PulseResource;
import io.rivulet.reader.search.SearchResources;
import io.rivulet.reader.size.KeyspaceMeters;
import io.rivulet.reader.status.StatusResource;
import io.rivulet.reader.status.StatusesResource;
import io.rivulet.reader.web.WebResource;
import io.rivulet.redis.Redis;
import io.rivulet.service.RedisCheck;
import io.rivulet.service.ServiceBundle;
import io.rivulet.service.ServiceMain;
import io.rivulet.timeline.TimelineLimits;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRegistration;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;

/// The process feed-reader, and its wiring.
public final class ReaderApplication extends Application<ReaderConfiguration> {
  /// A page of 40 posts as long as they may be has 600 KB, in Redis's answer, as bodies and as what
  /// is sent; beside it what was read to choose them.
  private static final long PAGE_BYTES = 8 << 20;

  private final Clock clock = Clock.systemUTC();
  private final ServiceBundle service = new ServiceBundle(clock, new ReaderLanes(), PAGE_BYTES);

  public static void main(String[] arguments) throws Exception {
    ServiceMain.run(new ReaderApplication(), arguments);
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
    Redis redis = Redis.cautious(configuration.redis(), service.meters());
    environment.lifecycle().manage(new AutoCloseableManager(redis));
    environment.healthChecks().register("redis", new RedisCheck(redis));
    KeyspaceMeters sizes = new KeyspaceMeters(redis, service.meters());
    environment.lifecycle().manage(new AutoCloseableManager(sizes));
    sizes.start();

    ReaderMeters meters = new ReaderMeters(service.meters());
    ColdPosts cold = WorkersAsked.of(redis, configuration.coldPosts(), service.meters());
    Access access = Access.of(redis, cold, meters, clock);
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
    jersey.register(new StatusesResource(hydration, new Viewpoints(access), patience));
    Optional<Index> index = index(configuration, environment);
    SearchResources.Reads found =
        new SearchResources.Reads(access, hydration, profiles, patience, pages);
    index
        .map(one -> SearchResources.of(one, found, configuration.publicUrl()))
        .ifPresent(resources -> resources.forEach(jersey::register));
    jersey.register(
        new InstanceResource(
            configuration.instance(),
            configuration.media(),
            configuration.publicUrl(),
            () -> size(index)));
    AccountResource accounts =
        AccountResource.of(access, profiles, patience, configuration.publicUrl());
    jersey.register(accounts);
    AccountListResources.of(access, profiles, patience, pages).forEach(jersey::register);
    KeptValues kept = new KeptValues(access);
    jersey.register(new MarkersResource(kept));
    jersey.register(new ListsResource(kept, profiles));
    jersey.register(new ListsWithResource(kept));
    jersey.register(
        ListTimelineResource.of(
            kept, new Viewpoints(access), timelines, hydration, patience, pages));
    NoticesResource notices =
        NoticesResource.of(access, kept, hydration, profiles, patience, pages);
    jersey.register(notices);
    jersey.register(
        new WellKnownResource(
            configuration.instance(), configuration.publicUrl(), accounts::username));
    jersey.register(new EmptyResource());
    jersey.register(new EmptyOfAccountResource());
    jersey.register(new PictureResource());
    jersey.register(new WebResource());
    jersey.register(new DocsResource());
    LiveReads reads =
        new StreamReads(
            home, statuses, notices, kept, new Known(access), timelines.pulled(), patience);
    LiveStreams streams =
        new LiveStreams(redis, reads, service.meters(), clock, service.verifier()::stands);
    LiveApi.serve(streams, service, environment);
    jersey.register(new PulseResource(access, streams::openConnections));
    jersey.register(new PathResource(access, statuses, home));
    serveOperators(configuration.operations(), accounts, environment);
  }

  private void serveOperators(
      OperationsSettings settings, AccountResource accounts, Environment environment) {
    OperationsServlet operations = new OperationsServlet(settings, accounts::username);
    ServletRegistration.Dynamic served = environment.admin().addServlet("operations", operations);
    served.addMapping(OperationsServlet.MAPPING);
    // It looks though nobody has asked yet.
    served.setLoadOnStartup(1);
    service.openOnAdmin(operations.open());
  }

  private Optional<Index> index(ReaderConfiguration configuration, Environment environment) {
    Optional<Index> index =
        configuration
            .index()
            .map(
                settings ->
                    new Index(
                        settings,
                        configuration.kafka(),
                        configuration.publicUrl(),
                        service.meters()));
    index.ifPresent(
        one -> {
          environment.lifecycle().manage(one);
          service.advise(environment, "index", one.check());
        });
    return index;
  }

  private static InstanceSize size(Optional<Index> index) {
    return index
        .map(Index::size)
        .map(size -> new InstanceSize(size.accounts(), size.statuses()))
        .orElse(InstanceSize.UNKNOWN);
  }
}
