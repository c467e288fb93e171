package io.rivulet.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.limit.Allowance;
import io.rivulet.limit.Budget;
import io.rivulet.limit.RateLimits;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Limits how often an account, and whoever is at an address, may ask, in front of all that works
/// on a request. All answers tell what is left of the budget that ends first, errors too.
///
/// An address is counted before the token is looked at, so that nobody makes a service verify
/// signatures without end. A token that does not hold is left to those who answer it.
final class LimitFilter implements Filter {
  private static final byte[] REFUSED =
      ("{\"error\":\"" + ApiError.TOO_MANY_REQUESTS.text() + "\"}")
          .getBytes(StandardCharsets.UTF_8);

  private final RateLimits limits;
  private final ClientAddress addresses;
  private final @Nullable TokenVerifier verifier;
  private final MeterRegistry meters;
  private final Clock clock;

  LimitFilter(
      RateLimits limits,
      ClientAddress addresses,
      @Nullable TokenVerifier verifier,
      MeterRegistry meters,
      Clock clock) {
    this.limits = limits;
    this.addresses = addresses;
    this.verifier = verifier;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    String path = Charges.path(asked);
    if (!Charges.isLimited(path)) {
      chain.doFilter(request, response);
      return;
    }
    Allowance allowance = take(asked, Charges.of(asked.getMethod(), path));
    tell(allowance, answer);
    if (allowance.refused()) {
      refuse(allowance, answer);
    } else {
      chain.doFilter(request, response);
    }
  }

  private Allowance take(HttpServletRequest asked, @Nullable Budget charged) {
    Object address = addresses.of(asked);
    Allowance left = limits.take(Budget.ADDRESS, address);
    if (left.refused()) {
      return left;
    }
    if (charged == Budget.ATTEMPTS) {
      return left.nearer(limits.take(charged, address));
    }
    OptionalLong account = account(asked);
    if (account.isEmpty()) {
      return left;
    }
    long whose = account.getAsLong();
    left = left.nearer(limits.take(Budget.ACCOUNT, whose));
    return charged == null || left.refused() ? left : limits.take(charged, whose).nearer(left);
  }

  private OptionalLong account(HttpServletRequest asked) {
    String authorization = asked.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null || verifier == null) {
      return OptionalLong.empty();
    }
    try {
      Viewer viewer = verifier.bearer(authorization).viewer();
      return viewer.isAccount() ? OptionalLong.of(viewer.account()) : OptionalLong.empty();
    } catch (ApiException e) {
      return OptionalLong.empty(); // answered where the token is asked for
    }
  }

  private void tell(Allowance allowance, HttpServletResponse answer) {
    Instant full = clock.instant().plus(allowance.untilFull()).truncatedTo(ChronoUnit.MILLIS);
    answer.setHeader("X-RateLimit-Limit", Integer.toString(allowance.limit()));
    answer.setHeader("X-RateLimit-Remaining", Long.toString(allowance.remaining()));
    answer.setHeader("X-RateLimit-Reset", full.toString());
  }

  private void refuse(Allowance allowance, HttpServletResponse answer) throws IOException {
    meters.counter("rivulet.http.limited", "budget", allowance.budget().title()).increment();
    answer.setStatus(ApiError.TOO_MANY_REQUESTS.status());
    answer.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(allowance.untilFull().toSeconds() + 1));
    answer.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
    answer.setContentType("application/json;charset=utf-8");
    answer.setContentLength(REFUSED.length);
    answer.getOutputStream().write(REFUSED);
  }
}
