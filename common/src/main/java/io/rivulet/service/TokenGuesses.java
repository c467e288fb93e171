package io.rivulet.service;

import io.rivulet.limit.Budget;
import io.rivulet.limit.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/// Counts tokens that did not hold, by the address they came from, where requests are not counted:
/// at streams, which are one request however long they last. Else an address could have signatures
/// verified without end.
public final class TokenGuesses {
  private final RateLimits limits;
  private final ClientAddress addresses;

  TokenGuesses(RateLimits limits, ClientAddress addresses) {
    this.limits = limits;
    this.addresses = addresses;
  }

  /// How long there are too many still, or nothing: then only tokens count that were verified
  /// before. Many may share an address, of whom one has a token that has expired, and tries it
  /// again and again.
  public Optional<Duration> tooManyFor(HttpServletRequest asked) {
    return limits.usedUpFor(Budget.ATTEMPTS, addresses.of(asked));
  }

  /// To be called of one that did not hold.
  public void failed(HttpServletRequest asked) {
    var _ = limits.take(Budget.ATTEMPTS, addresses.of(asked));
  }
}
