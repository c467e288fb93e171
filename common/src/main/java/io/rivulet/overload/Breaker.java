package io.rivulet.overload;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has nobody wait for what does not answer: once half of the last calls have failed, calls are
/// refused at once, for half a second, after which a few find out whether it answers again.
///
/// Whoever is told that he may call has to tell how that ended.
public final class Breaker {
  private static final Logger logger = LoggerFactory.getLogger(Breaker.class);

  /// So few that a service with ten requests a second notices within a second of time-outs.
  private static final int LEAST_CALLS = 10;

  private static final int CALLS = 50;
  private static final int PROBES = 3;

  /// Between two attempts; so long at most is what is back not used.
  private static final Duration OPEN = Duration.ofMillis(500);

  private static final CircuitBreakerConfig CONFIGURATION =
      CircuitBreakerConfig.custom()
          .slidingWindowType(SlidingWindowType.COUNT_BASED)
          .slidingWindowSize(CALLS)
          .minimumNumberOfCalls(LEAST_CALLS)
          .failureRateThreshold(50)
          .waitDurationInOpenState(OPEN)
          .permittedNumberOfCallsInHalfOpenState(PROBES)
          // A probe whose end nobody told must not keep it shut for ever.
          .maxWaitDurationInHalfOpenState(Duration.ofSeconds(10))
          .build();

  private final CircuitBreaker circuit;
  private final Counter refused;

  /// @param of what may not answer, in metrics and logs
  public Breaker(String of, MeterRegistry meters) {
    circuit = CircuitBreaker.of(of, CONFIGURATION);
    circuit
        .getEventPublisher()
        .onStateTransition(
            event -> logger.warn("calls of {}: {}", of, event.getStateTransition().getToState()));
    meters.gauge(
        "rivulet.breaker.open",
        Tags.of("of", of),
        circuit,
        one -> one.getState() == CircuitBreaker.State.CLOSED ? 0 : 1);
    refused = meters.counter("rivulet.breaker.refused", "of", of);
  }

  /// Whether one may call. If so, [#answered()], [#failed] or [#unknown()] has to follow.
  public boolean tryCall() {
    boolean may = circuit.tryAcquirePermission();
    if (!may) {
      refused.increment();
    }
    return may;
  }

  /// Whether calls go through as usual.
  public boolean isClosed() {
    return circuit.getState() == CircuitBreaker.State.CLOSED;
  }

  /// Notes a refusal that somebody else decided on [#isClosed()].
  public void refused() {
    refused.increment();
  }

  /// A call was answered, if only with an error.
  public void answered() {
    circuit.onSuccess(0, TimeUnit.NANOSECONDS);
  }

  /// A call was not answered.
  public void failed(Throwable thrown) {
    circuit.onError(0, TimeUnit.NANOSECONDS, thrown);
  }

  /// A call was not made after all, or given up by whoever made it.
  public void unknown() {
    circuit.releasePermission();
  }
}
