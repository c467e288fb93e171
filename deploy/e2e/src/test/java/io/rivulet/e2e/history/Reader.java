package io.rivulet.e2e.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.cold.ColdPosts;
import io.rivulet.overlay.OverlayReader;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Held;
import io.rivulet.reader.fetch.HoldSettings;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.reader.home.HomeResource;
import io.rivulet.reader.home.HomeSettings;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Pages;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.reader.merge.AuthorTimelines;
import io.rivulet.reader.merge.PulledTimelines;
import io.rivulet.reader.merge.Timelines;
import io.rivulet.redis.Redis;
import io.rivulet.service.ApiException;
import io.rivulet.service.Viewer;
import io.rivulet.timeline.TimelineLimits;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// feed-reader in process: its resource, without HTTP. It waits for nothing, since nothing happens
/// while it waits.
final class Reader {
  private static final JsonMapper JSON = new JsonMapper();
  private static final ReaderMeters METERS = new ReaderMeters(new SimpleMeterRegistry());
  private static final HomeSettings SETTINGS =
      new HomeSettings(
          HomeSettings.DEFAULT.timeToLive(),
          HomeSettings.DEFAULT.renewEvery(),
          HomeSettings.DEFAULT.rebuildPatience(),
          Duration.ZERO,
          Duration.ZERO);

  /// A page as it was answered.
  ///
  /// @param link the header, empty if there is none
  record Served(List<Long> ids, String body, String link) {}

  private final HomeResource home;

  Reader(Redis redis, Clock clock, RoundTrips roundTrips) {
    Access access =
        new Access(redis, roundTrips, new OverlayReader(redis), ColdPosts.NONE, METERS, clock);
    AuthorTimelines authors = new AuthorTimelines(access, TimelineLimits.DEFAULT);
    LongSupplier nanoTime = () -> clock.millis() * 1_000_000;
    PulledTimelines pulled =
        new PulledTimelines(authors, METERS, new Held<>(HoldSettings.DEFAULT, _ -> 0, nanoTime));
    // What is checked is exact to the record, and a held body may be a second old (HeldBodiesIT).
    HoldSettings hold = new HoldSettings(Duration.ZERO, HoldSettings.DEFAULT.bytes());
    home =
        HomeResource.of(
            access,
            new Timelines(authors, pulled),
            new Hydration(access, new Profiles(access, hold, nanoTime), hold, nanoTime),
            new Patience(Duration.ZERO, METERS),
            SETTINGS,
            new Pages(World.PUBLIC_URL, METERS));
  }

  /// A page, or null if something it needs is not known yet.
  @Nullable Served read(long viewer, Query query) {
    try (Response answer = home.home(new Viewer(viewer, Set.of("read")), null, uri(query.text()))) {
      byte[] body = (byte[]) Objects.requireNonNull(answer.getEntity());
      String link = answer.getHeaderString("Link");
      return new Served(
          ids(body), new String(body, StandardCharsets.UTF_8), link == null ? "" : link);
    } catch (ApiException e) {
      if (e.error() == io.rivulet.service.ApiError.UNAVAILABLE) {
        return null;
      }
      throw e;
    }
  }

  private static List<Long> ids(byte[] body) {
    List<Long> ids = new ArrayList<>();
    try {
      for (JsonNode status : JSON.readTree(body)) {
        ids.add(Long.parseLong(status.path("id").asText()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ids;
  }

  private static UriInfo uri(String query) {
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      parameters.add(parameter.substring(0, equals), parameter.substring(equals + 1));
    }
    URI uri = URI.create(World.PUBLIC_URL + "/api/v1/timelines/home?" + query);
    return (UriInfo)
        Proxy.newProxyInstance(
            Reader.class.getClassLoader(),
            new Class<?>[] {UriInfo.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "getQueryParameters" -> parameters;
                  case "getRequestUri" -> uri;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
