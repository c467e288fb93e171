package io.rivulet.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Counts requests against their budgets.
///
/// A budget is filled up at once when its time is over, not drop by drop: the convention tells
/// clients one moment from which on they may go on. Who is not heard of for that time is forgotten,
/// as his budget would be full. If more are heard of than are remembered, some get a full budget
/// too early: memory is bounded first.
public final class RateLimits {
  private final Map<Budget, Buckets> budgets = new EnumMap<>(Budget.class);

  public RateLimits(LimitSettings settings, Clock clock) {
    TimeMeter time = new Time(clock);
    for (Budget budget : Budget.values()) {
      budgets.put(budget, new Buckets(budget, settings.rate(budget), settings.addresses(), time));
    }
  }

  /// Takes one request from a budget, if there is one left.
  ///
  /// @param whose the account or the address, with `equals`
  public Allowance take(Budget budget, Object whose) {
    return buckets(budget).take(whose);
  }

  /// How long nothing is left of a budget, of which nothing is taken; empty if something is.
  public Optional<Duration> usedUpFor(Budget budget, Object whose) {
    return buckets(budget).usedUpFor(whose);
  }

  private Buckets buckets(Budget budget) {
    Buckets buckets = budgets.get(budget);
    if (buckets == null) {
      throw new IllegalStateException("no buckets for " + budget);
    }
    return buckets;
  }

  /// All who share one kind of budget.
  private static final class Buckets {
    private final Budget budget;
    private final Rate rate;
    private final TimeMeter time;
    private final Cache<Object, Bucket> known;

    Buckets(Budget budget, Rate rate, int remembered, TimeMeter time) {
      this.budget = budget;
      this.rate = rate;
      this.time = time;
      this.known =
          Caffeine.newBuilder().maximumSize(remembered).expireAfterAccess(rate.per()).build();
    }

    Allowance take(Object whose) {
      ConsumptionProbe probe = known.get(whose, _ -> full()).tryConsumeAndReturnRemaining(1);
      return new Allowance(
          budget,
          rate.requests(),
          probe.getRemainingTokens(),
          Duration.ofNanos(probe.getNanosToWaitForReset()),
          !probe.isConsumed());
    }

    Optional<Duration> usedUpFor(Object whose) {
      Bucket bucket = known.getIfPresent(whose);
      if (bucket == null) {
        return Optional.empty();
      }
      EstimationProbe probe = bucket.estimateAbilityToConsume(1);
      return probe.canBeConsumed()
          ? Optional.empty()
          : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /// A lock costs less here than the copies that lock-free buckets make of themselves.
    private Bucket full() {
      return Bucket.builder()
          .addLimit(
              limit ->
                  limit.capacity(rate.requests()).refillIntervally(rate.requests(), rate.per()))
          .withCustomTimePrecision(time)
          .withSynchronizationStrategy(SynchronizationStrategy.SYNCHRONIZED)
          .build();
    }
  }

  private record Time(Clock clock) implements TimeMeter {
    private static final long NANOS = 1_000_000;

    @Override
    public long currentTimeNanos() {
      return clock.millis() * NANOS;
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
