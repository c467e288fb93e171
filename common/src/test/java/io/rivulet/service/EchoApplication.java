package io.rivulet.service;

import com.codahale.metrics.health.HealthCheck;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.rivulet.overload.Lane;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// A service with nothing but the shared plumbing, and a resource that shows what arrived.
public final class EchoApplication extends Application<EchoApplication.EchoConfiguration> {
  static final AtomicBoolean ready = new AtomicBoolean();

  /// Requests for `/hold` are answered with a permit.
  static final Semaphore held = new Semaphore(0);

  private final ServiceBundle service = new ServiceBundle(Clock.systemUTC(), EchoApplication::lane);

  private static Lane lane(String method, String path) {
    return path.endsWith("/aside") ? Lane.ASIDE : Lane.USUAL;
  }

  public static final class EchoConfiguration extends ServiceConfiguration {}

  @Override
  public void initialize(Bootstrap<EchoConfiguration> bootstrap) {
    bootstrap.addBundle(service);
  }

  @Override
  public void run(EchoConfiguration configuration, Environment environment) {
    environment.jersey().register(new EchoResource());
    environment.healthChecks().register("echo", new AlwaysHealthy());
    service.requireReady("echo", ready::get);
  }

  private static final class AlwaysHealthy extends HealthCheck {
    @Override
    protected Result check() {
      return Result.healthy();
    }
  }

  @Path("/api/v1/echo")
  @Produces("application/json")
  public static final class EchoResource {
    @GET
    @Path("/viewer")
    public Map<String, String> viewer(@Auth("read:accounts") Viewer viewer) {
      return Map.of("account", viewer.getName());
    }

    @GET
    @Path("/guest")
    public Map<String, Boolean> guest(@Auth("read:accounts") Optional<Viewer> viewer) {
      return Map.of("guest", viewer.isEmpty());
    }

    @POST
    @Path("/body")
    public Map<String, Object> body(@Body Parameters body) {
      return Map.of(
          "text", body.string("text").orElse("none"),
          "flag", body.bool("flag").map(Object::toString).orElse("none"),
          "ids", body.strings("id"),
          "last", body.nested("home").flatMap(home -> home.string("last")).orElse("none"));
    }

    @GET
    @Path("/hold")
    public Map<String, Boolean> hold() throws InterruptedException {
      held.acquire();
      return Map.of("held", true);
    }

    @POST
    @Path("/hold")
    public Map<String, Boolean> hold(@Body Parameters body) throws InterruptedException {
      return hold();
    }

    /// Reads no body.
    @POST
    @Path("/nothing")
    public Map<String, Boolean> nothing() {
      return Map.of("nothing", true);
    }

    @GET
    @Path("/aside")
    public Map<String, Boolean> aside() {
      return Map.of("aside", true);
    }

    /// More than the system's buffers take, and announced, as pages are.
    @GET
    @Path("/large")
    public Response large() {
      byte[] all = new byte[16 << 20];
      return Response.ok(all).header(HttpHeaders.CONTENT_LENGTH, all.length).build();
    }

    @GET
    @Path("/thread")
    public Map<String, Boolean> thread() {
      return Map.of("virtual", Thread.currentThread().isVirtual());
    }

    @GET
    @Path("/fail/{how}")
    public List<String> fail(@PathParam("how") String how) {
      throw switch (how) {
        case "bug" -> new IllegalArgumentException("secret detail");
        case "unavailable" -> ApiException.unavailable(Duration.ofSeconds(3));
        case "invalid" -> ApiException.invalid("Text can't be blank");
        default -> ApiException.of(ApiError.NOT_FOUND);
      };
    }
  }
}
