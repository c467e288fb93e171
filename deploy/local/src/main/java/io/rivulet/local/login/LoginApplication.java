package io.rivulet.local.login;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.rivulet.limit.RateLimits;
import io.rivulet.local.LocalTokens;
import io.rivulet.local.client.FeedClient;
import io.rivulet.service.ServiceBundle;
import java.nio.file.Path;
import java.time.Clock;

/// The process of the identity provider, and its wiring.
public final class LoginApplication extends Application<LoginConfiguration> {
  private final Clock clock = Clock.systemUTC();
  private final ServiceBundle service = new ServiceBundle(clock);

  public static void main(String[] arguments) throws Exception {
    new LoginApplication().run(arguments);
  }

  @Override
  public String getName() {
    return "login";
  }

  @Override
  public void initialize(Bootstrap<LoginConfiguration> bootstrap) {
    bootstrap.addBundle(service);
  }

  @Override
  public void run(LoginConfiguration configuration, Environment environment) {
    Path data = configuration.data();
    LocalTokens tokens = LocalTokens.existing(data);
    ClientApps apps = ClientApps.open(data.resolve("login").resolve("apps"), clock);
    Grants grants = new Grants(clock);
    FeedClient client = new FeedClient(configuration.publicUrl());
    Sessions sessions = new Sessions(configuration.publicUrl());
    // Whether requests are limited or not, passwords are not to be guessed.
    RateLimits limits = new RateLimits(configuration.limits(), clock);
    Tokens issued = new Tokens(tokens, service.verifier(), clock);

    JerseyEnvironment jersey = environment.jersey();
    jersey.register(new OAuthErrorMapper());
    jersey.register(new AppResource(apps, service.verifier()));
    jersey.register(
        new AuthorizeResource(
            apps,
            grants,
            sessions,
            People.of(client, tokens, data, limits),
            clock,
            configuration.publicUrl() + "/web/signed-in"));
    jersey.register(new TokenResource(apps, grants, issued));
    jersey.register(new MetadataResource(configuration.publicUrl()));
    jersey.register(new StyleResource());
  }
}
