package io.rivulet.cold;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One worker that is asked. One that does not answer is left alone for a second, lest everybody
/// waits for it.
final class AskedWorker {
  private static final CircuitBreakerConfig BREAKER =
      CircuitBreakerConfig.custom()
          .slidingWindowSize(10)
          .minimumNumberOfCalls(5)
          .failureRateThreshold(50)
          .waitDurationInOpenState(Duration.ofSeconds(1))
          .permittedNumberOfCallsInHalfOpenState(2)
          // As in Breaker: a call that never ended must not keep it shut for ever.
          .maxWaitDurationInHalfOpenState(Duration.ofSeconds(10))
          .build();

  /// 100 bodies have some 64 KB each at most.
  private static final long MOST_BYTES = 16L << 20;

  /// Of a whole answer, where a request has no time-out.
  private static final Duration WHOLE = Duration.ofSeconds(10);

  private final HttpClient http;
  private final HttpRequest.Builder request;
  private final CircuitBreaker breaker;

  AskedWorker(HttpClient http, URI address, HttpRequest.Builder request) {
    this.http = http;
    this.request = request.uri(address.resolve(DoorProtocol.PATH));
    this.breaker = CircuitBreaker.of(address.toString(), BREAKER);
  }

  /// Asks for the posts of an encoded request. Fails if there is no answer, or it is left alone.
  CompletableFuture<Searched> ask(byte[] ids) {
    if (!breaker.tryAcquirePermission()) {
      return CompletableFuture.failedFuture(new IOException("left alone for a moment"));
    }
    long begun = System.nanoTime();
    HttpRequest asked = request.copy().POST(HttpRequest.BodyPublishers.ofByteArray(ids)).build();
    HttpResponse.BodyHandler<byte[]> whole =
        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES);
    CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(asked, whole);
    // The request's own time-out ends with the headers.
    return answer
        .thenApply(AskedWorker::searched)
        .orTimeout(asked.timeout().orElse(WHOLE).toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (_, thrown) -> {
              note(System.nanoTime() - begun, thrown);
              if (thrown != null) {
                answer.cancel(true);
              }
            });
  }

  private void note(long nanos, @Nullable Throwable thrown) {
    if (thrown == null) {
      breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    } else {
      breaker.onError(nanos, TimeUnit.NANOSECONDS, thrown);
    }
  }

  private static Searched searched(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      throw new CompletionException(new IOException("answered " + answer.statusCode()));
    }
    return Searched.decode(answer.body());
  }
}
