package io.rivulet.e2e.client;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.EnumSet;
import java.util.Set;

/// Parts of the convention that came after its core. Their tests are here, and skipped for as long
/// as the services do not serve them.
enum Feature {
  /// Favourites, bookmarks and counts.
  MARKS,
  /// The list, and events of it.
  NOTIFICATIONS,
  /// Accounts, statuses and tags.
  SEARCH,
  /// What a status answers, and what answers it.
  THREADS;

  private static final Set<Feature> PENDING = EnumSet.allOf(Feature.class);

  /// Skips the test while the feature is pending.
  void assumeServed() {
    assumeFalse(PENDING.contains(this), this + " is not served yet: see Feature.PENDING");
  }
}
