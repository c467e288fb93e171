package io.rivulet.limit;

import java.time.Duration;

/// What is left of a budget after a request.
///
/// @param limit requests that a full budget has
/// @param untilFull when it is full again
/// @param refused whether the request was one too many
public record Allowance(
    Budget budget, int limit, long remaining, Duration untilFull, boolean refused) {

  /// The one of two that ends first.
  public Allowance nearer(Allowance other) {
    if (refused != other.refused) {
      return refused ? this : other;
    }
    return other.remaining < remaining ? other : this;
  }
}
