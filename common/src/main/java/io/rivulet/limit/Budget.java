package io.rivulet.limit;

import java.time.Duration;
import java.util.Locale;

/// What is limited. The numbers are the convention's: what its documentation tells of requests,
/// media and deleting, and what its code does of posts and follows.
public enum Budget {
  /// All requests of an account.
  ACCOUNT(300, Duration.ofMinutes(5)),
  /// All requests from a client's address.
  ADDRESS(300, Duration.ofMinutes(5)),
  /// Posts and boosts of an account.
  STATUSES(300, Duration.ofHours(3)),
  /// Follows of an account.
  FOLLOWS(400, Duration.ofHours(24)),
  /// Posts and boosts that an account takes back.
  DELETES(30, Duration.ofMinutes(30)),
  /// Uploads of an account.
  MEDIA(30, Duration.ofMinutes(30)),
  /// What somebody may try from an address who guesses: passwords, codes, applications' secrets.
  ATTEMPTS(30, Duration.ofMinutes(5)),
  /// What may be tried of one account's password, from whatever addresses.
  GUESSES(30, Duration.ofMinutes(15));

  private final int requests;
  private final Duration per;

  Budget(int requests, Duration per) {
    this.requests = requests;
    this.per = per;
  }

  Rate byDefault() {
    return new Rate(requests, per);
  }

  /// Its name in settings and metrics.
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Budget of(String title) {
    for (Budget budget : values()) {
      if (budget.title().equals(title)) {
        return budget;
      }
    }
    throw new IllegalArgumentException("limits.rates has no " + title);
  }
}
