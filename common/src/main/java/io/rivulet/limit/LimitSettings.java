package io.rivulet.limit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How often may be asked.
///
/// @param enabled false for no limits at all; default true
/// @param proxies how many proxies of one's own every request comes through, 0 by default: each
///   appends to `X-Forwarded-For` where it got a request from, so the client's address is that many
///   entries from its end. What stands before was written by nobody knows whom
/// @param addresses accounts and addresses that are remembered of each budget, 50,000 by default;
///   of a few hundred bytes each
/// @param rates of those budgets that are not the convention's
public record LimitSettings(boolean enabled, int proxies, int addresses, Map<Budget, Rate> rates) {
  private static final int REMEMBERED = 50_000;

  public static final LimitSettings DEFAULT = new LimitSettings(true, 0, REMEMBERED, Map.of());

  public LimitSettings {
    if (proxies < 0 || addresses < 1) {
      throw new IllegalArgumentException(
          "limits.proxies must be 0 or more, limits.addresses 1 or more");
    }
    rates = Map.copyOf(rates);
  }

  @JsonCreator
  static LimitSettings of(
      @JsonProperty("enabled") @Nullable Boolean enabled,
      @JsonProperty("proxies") @Nullable Integer proxies,
      @JsonProperty("addresses") @Nullable Integer addresses,
      @JsonProperty("rates") @Nullable Map<String, Rate> rates) {
    Map<Budget, Rate> given = new EnumMap<>(Budget.class);
    if (rates != null) {
      rates.forEach((title, rate) -> given.put(Budget.of(title), rate));
    }
    return new LimitSettings(
        enabled == null || enabled,
        proxies == null ? 0 : proxies,
        addresses == null ? REMEMBERED : addresses,
        given);
  }

  Rate rate(Budget budget) {
    return rates.getOrDefault(budget, budget.byDefault());
  }
}
