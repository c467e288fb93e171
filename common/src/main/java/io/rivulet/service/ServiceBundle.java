package io.rivulet.service;

import com.codahale.metrics.health.HealthCheck;
import com.fasterxml.jackson.databind.DeserializationFeature;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rivulet.limit.LimitSettings;
import io.rivulet.limit.RateLimits;
import io.rivulet.overload.Lane;
import io.rivulet.overload.OverloadSettings;
import io.rivulet.trace.Tracing;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.glassfish.jersey.media.multipart.MultiPartFeature;
import org.jspecify.annotations.Nullable;

/// Everything the Rivulet services share, in one bundle: see the package's comment.
///
/// A service adds it in `initialize`, and in `run` takes [#meters()] and calls
/// [#requireReady(String, BooleanSupplier)]; health checks go to Dropwizard's registry as usual.
public final class ServiceBundle implements ConfiguredBundle<ServiceConfiguration> {
  private static final long EIGHTH_OF_HEAP = Runtime.getRuntime().maxMemory() / 8;

  /// A body of 1 MB, twice.
  private static final long USUAL_BYTES = 2 << 20;

  /// Load balancers ask it, and it tells no more than names of parts.
  private static final String READY = "/ready";

  private final Set<String> openOnAdmin = new CopyOnWriteArraySet<>(Set.of(READY));

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final RequestTimes times = new RequestTimes(meters);
  private final Clock clock;
  private final Lane.Choice lanes;
  private final long bytesEach;
  private final BodyBudget bodies = new BodyBudget(EIGHTH_OF_HEAP, meters, System::nanoTime);
  private @Nullable Readiness readiness;
  private @Nullable TokenVerifier verifier;
  private @Nullable TokenGuesses guesses;
  private Tracing tracing = Tracing.OFF;

  /// Counts all requests alike.
  public ServiceBundle(Clock clock) {
    this(clock, (_, _) -> Lane.USUAL);
  }

  /// @param lanes which requests are counted together when there are too many
  public ServiceBundle(Clock clock, Lane.Choice lanes) {
    this(clock, lanes, USUAL_BYTES);
  }

  /// @param lanes which requests are counted together when there are too many
  /// @param bytesEach what a request may take of the heap, at its worst
  public ServiceBundle(Clock clock, Lane.Choice lanes, long bytesEach) {
    this.clock = clock;
    this.lanes = lanes;
    this.bytesEach = bytesEach;
  }

  /// Meters that `/metrics` of the admin port shows.
  public MeterRegistry meters() {
    return meters;
  }

  /// Times of requests, for those that Jersey does not answer.
  public RequestTimes times() {
    return times;
  }

  /// Makes the spans of what is traced; off until the bundle has been run.
  public Tracing tracing() {
    return tracing;
  }

  /// Tells who asks.
  public TokenVerifier verifier() {
    if (verifier == null) {
      throw new IllegalStateException("the bundle has not been run, or without keys of tokens");
    }
    return verifier;
  }

  /// Counts tokens that did not hold where requests are not counted; nothing does if there are no
  /// limits.
  public Optional<TokenGuesses> guesses() {
    return Optional.ofNullable(guesses);
  }

  /// Makes `/ready` answer 503 until `condition` holds, whatever the health checks say.
  public void requireReady(String name, BooleanSupplier condition) {
    if (readiness == null) {
      throw new IllegalStateException("the bundle has not been run");
    }
    readiness.require(name, condition);
  }

  /// Registers a health check of something that the service answers without, so that `/ready` does
  /// not ask it.
  public void advise(Environment environment, String name, HealthCheck check) {
    if (readiness == null) {
      throw new IllegalStateException("the bundle has not been run");
    }
    readiness.advise(name);
    environment.healthChecks().register(name, check);
  }

  /// Lets anybody look at paths of the admin port, which are otherwise for operators: what is
  /// served there must tell nothing of the system.
  public void openOnAdmin(Collection<String> paths) {
    openOnAdmin.addAll(paths);
  }

  /// `${NAME:-default}` in the configuration file is replaced from the environment.
  @Override
  public void initialize(Bootstrap<?> bootstrap) {
    bootstrap.setConfigurationSourceProvider(
        new SubstitutingSourceProvider(
            bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
  }

  @Override
  public void run(ServiceConfiguration configuration, Environment environment) {
    ServerPosture.apply(configuration.getServerFactory());
    environment.getObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    trace(configuration, environment);
    registerResources(configuration, environment.jersey());
    registerFilters(configuration, environment);
    whenStarting(environment, ServerPosture::start);
    if (configuration.overload().enabled()) {
      whenStarting(environment, server -> bound(server, configuration.overload()));
    }
    registerAdmin(environment);
    bindProcessMeters();
  }

  private void trace(ServiceConfiguration configuration, Environment environment) {
    tracing = Tracing.open(configuration.tracing(), environment.getName(), meters);
    environment
        .servlets()
        .addFilter("traces", new RequestTraces(tracing))
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    // Managed first, and so stopped last.
    environment.lifecycle().manage(new AutoCloseableManager(tracing));
  }

  private void registerResources(ServiceConfiguration configuration, JerseyEnvironment jersey) {
    jersey.register(new ErrorMapper());
    jersey.register(new AnswerHeaders());
    jersey.register(new BodyLimit(configuration.maxBodyBytes(), bodies));
    jersey.register(new RequestMetrics(times));
    jersey.register(MultiPartFeature.class);
    configuration
        .tokens()
        .map(settings -> TokenVerifier.open(settings, clock))
        .ifPresent(
            opened -> {
              verifier = opened;
              jersey.register(new ParameterBinder(opened));
            });
  }

  private void registerFilters(ServiceConfiguration configuration, Environment environment) {
    environment
        .servlets()
        .addFilter("cors", new CorsFilter())
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    if (configuration.limits().enabled()) {
      environment
          .servlets()
          .addFilter("limits", limitFilter(configuration.limits()))
          .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    }
    environment.getApplicationContext().setErrorHandler(new JsonErrors());
    environment
        .lifecycle()
        .addServerLifecycleListener(server -> server.setErrorHandler(new JsonErrors()));
    environment
        .lifecycle()
        .addServerLifecycleListener(server -> watch(server, configuration.connections()));
  }

  /// The admin port is left out: it is what an operator has left.
  private void watch(Server server, ConnectionSettings settings) {
    for (Connector connector : served(server)) {
      if (connector instanceof ServerConnector open) {
        SlowSenders.watch(open, settings, meters);
      }
    }
  }

  private void bound(Server server, OverloadSettings settings) {
    Unsent unsent = new Unsent(EIGHTH_OF_HEAP, meters);
    Admission admission = new Admission(settings, bytesEach, lanes, unsent, meters);
    admission.setHandler(server.getHandler());
    server.setHandler(admission);
    server.addBean(new NetworkConnectionLimit(settings.connections(), served(server)));
  }

  /// Has something done when the server starts: its threads and handlers are not put together
  /// before.
  private static void whenStarting(Environment environment, Consumer<Server> action) {
    environment
        .lifecycle()
        .addEventListener(
            new LifeCycle.Listener() {
              @Override
              public void lifeCycleStarting(LifeCycle started) {
                if (started instanceof Server server) {
                  action.accept(server);
                }
              }
            });
  }

  /// Without the admin port, which must be reachable then of all times.
  private static Connector[] served(Server server) {
    return Stream.of(server.getConnectors())
        .filter(connector -> !Admission.ADMIN.equals(connector.getName()))
        .toArray(Connector[]::new);
  }

  private LimitFilter limitFilter(LimitSettings settings) {
    RateLimits limits = new RateLimits(settings, clock);
    ClientAddress addresses = new ClientAddress(settings.proxies());
    guesses = new TokenGuesses(limits, addresses);
    return new LimitFilter(limits, addresses, verifier, meters, clock);
  }

  private void registerAdmin(Environment environment) {
    readiness = new Readiness(environment.healthChecks());
    environment
        .admin()
        .addFilter("admin-only", new AdminOnly(verifier, openOnAdmin))
        .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    environment.admin().addServlet("ready", readiness).addMapping(READY);
    environment.admin().addServlet("prometheus", new MetricsServlet(meters)).addMapping("/metrics");
  }

  private void bindProcessMeters() {
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    JvmGcMetrics collections = new JvmGcMetrics();
    collections.bindTo(meters);
  }
}
