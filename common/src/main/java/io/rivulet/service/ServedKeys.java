package io.rivulet.service;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jose4j.http.Response;
import org.jose4j.http.SimpleGet;
import org.jose4j.http.SimpleResponse;
import org.jspecify.annotations.Nullable;

/// Fetches an issuer's keys. While he is away the last ones go on, for an hour at most since they
/// were fetched, so that he keeps nobody out; and he is asked again every two seconds at most, so
/// that requests do not wait for him one after the other.
final class ServedKeys implements SimpleGet {
  private static final Duration KEPT_ON_ERROR = Duration.ofHours(1);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  /// Fetches a text.
  @FunctionalInterface
  interface Fetch {
    /// The text at an address.
    ///
    /// @throws IOException if there is none
    String text(URI url) throws IOException;
  }

  private final Fetch fetch;
  private final LongSupplier nanoTime;
  private @Nullable String good;
  private long goodAt;
  private @Nullable IOException failure;
  private long failedAt;

  /// Fetches nothing yet.
  ///
  /// @param nanoTime as [System#nanoTime]
  ServedKeys(Fetch fetch, LongSupplier nanoTime) {
    this.fetch = fetch;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized SimpleResponse get(String location) throws IOException {
    if (failure == null || nanoTime.getAsLong() - failedAt >= AGAIN.toNanos()) {
      try {
        good = fetch.text(URI.create(location));
        goodAt = nanoTime.getAsLong();
        failure = null;
      } catch (IOException e) {
        failure = e;
        failedAt = nanoTime.getAsLong();
      }
    }
    if (failure != null
        && (good == null || nanoTime.getAsLong() - goodAt > KEPT_ON_ERROR.toNanos())) {
      throw new IOException("the keys at " + location + " cannot be fetched", failure);
    }
    // Without headers nothing is said of how long it is good.
    return new Response(200, "OK", Map.of(), String.valueOf(good));
  }
}
