package io.rivulet.service;

import io.micrometer.core.instrument.Counter;
import io.rivulet.overload.AdaptiveLimit;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;

/// A request's stay among those that are worked on, from its beginning until its answer begins. It
/// does not count while its body is waited for, which a client sends as slowly as it likes; whoever
/// goes on after that needs room anew, since so may many others at that instant.
final class Stay {
  /// Attribute of a request that is counted.
  static final String ATTRIBUTE = "io.rivulet.stay";

  private static final int LONGEST_RETRY_SECONDS = 3;

  private final AdaptiveLimit limit;
  private final Counter refused;
  private final Connection connection;

  /// Later by as long as the body was waited for.
  private long began = System.nanoTime();

  private long worked;
  private boolean counted = true;
  private boolean ended;

  /// @param limit in which the request has begun
  Stay(AdaptiveLimit limit, Counter refused, Connection connection) {
    this.limit = limit;
    this.refused = refused;
    this.connection = connection;
  }

  /// What is answered to whoever finds no room when he goes on.
  static ApiException refusal() {
    return ApiException.unavailable(Duration.ofSeconds(retrySeconds()));
  }

  /// By chance: those who are refused together are not to come together again.
  static int retrySeconds() {
    return ThreadLocalRandom.current().nextInt(1, LONGEST_RETRY_SECONDS + 1);
  }

  /// The body is waited for.
  synchronized void pause() {
    if (counted) {
      counted = false;
      worked = System.nanoTime() - began;
      limit.leave();
    }
  }

  /// Nothing is waited for any more.
  ///
  /// @return false if there is no room for that; the request is to be refused
  synchronized boolean goOn() {
    if (counted || ended) {
      return true;
    }
    if (limit.tryBegin()) {
      counted = true;
      began = System.nanoTime() - worked;
      return true;
    }
    ended = true;
    refused.increment();
    return false;
  }

  synchronized void end() {
    if (counted) {
      counted = false;
      limit.end(began);
    }
    ended = true;
  }

  /// Wakes up whoever waits for the body, by the error that Jetty's own time-out would bring: the
  /// answer can still be sent.
  void stopWaiting() {
    if (isWaiting()) {
      var _ = connection.onIdleExpired(new TimeoutException("not waited for any more"));
    }
  }

  private synchronized boolean isWaiting() {
    return !counted && !ended;
  }
}
