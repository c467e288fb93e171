package io.rivulet.fanout.door;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rivulet.cold.DoorProtocol;
import io.rivulet.cold.DoorSecret;
import io.rivulet.service.AdminOnly;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Posts by their ids, [DoorProtocol].
@Path(DoorProtocol.PATH)
public final class PostsResource {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final PostSearch search;
  private final Optional<DoorSecret> secret;
  private final Semaphore places;
  private final Timer searches;

  PostsResource(PostSearch search, DoorSettings settings, MeterRegistry meters) {
    this.search = search;
    this.secret = settings.secret();
    this.places = new Semaphore(settings.mostAtOnce());
    this.searches =
        Timer.builder("rivulet.door.searches").publishPercentiles(0.5, 0.99).register(meters);
  }

  @POST
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public byte[] find(
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @Context HttpServletRequest request,
      byte[] body) {
    admit(authorization, request);
    List<Long> ids = ids(body);
    if (!places.tryAcquire()) {
      throw ApiException.unavailable(RETRY_AFTER);
    }
    try {
      return searches.record(() -> search.search(ids).encode());
    } finally {
      places.release();
    }
  }

  /// Without a secret a page in a browser on this machine could ask for what nobody but its readers
  /// may see.
  private void admit(@Nullable String authorization, HttpServletRequest request) {
    if (secret.isPresent()) {
      if (!secret.get().isIn(authorization)) {
        throw ApiException.of(ApiError.INVALID_TOKEN);
      }
    } else if (!AdminOnly.isOfThisMachine(request)) {
      throw ApiException.of(ApiError.NOT_ALLOWED);
    }
  }

  private static List<Long> ids(byte[] body) {
    try {
      return DoorProtocol.decode(body);
    } catch (IllegalArgumentException e) {
      throw ApiException.invalid(String.valueOf(e.getMessage()));
    }
  }
}
