package io.rivulet.reader.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.reader.Feed;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.Rebuild;
import io.rivulet.timeline.TimelineLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RenewalsIT {
  private static final long VIEWER = 7;
  private static final Duration HOUR = Duration.ofHours(1);

  private static long leftOf(Feed feed) {
    return feed.await(feed.commands().pttl(Keyspace.home(VIEWER)));
  }

  /// Commands of one connection are carried out in order, so that asking afterwards is enough.
  private static long leftAfterRenewing(Feed feed, Renewals renewals) {
    renewals.renew(VIEWER);
    return leftOf(feed);
  }

  @Test
  void completeTimelineLivesOn() {
    try (Feed feed = new Feed(TimelineLimits.DEFAULT)) {
      feed.own(VIEWER);
      complete(feed, Duration.ofSeconds(20));
      Renewals renewals = new Renewals(feed.redis(), HOUR, Duration.ofMinutes(1));
      assertThat(leftAfterRenewing(feed, renewals)).isGreaterThan(3_500_000);
    }
  }

  @Test
  void secondReadOfTheIntervalWritesNothing() {
    try (Feed feed = new Feed(TimelineLimits.DEFAULT)) {
      feed.own(VIEWER);
      Renewals renewals = new Renewals(feed.redis(), HOUR, Duration.ofMinutes(1));
      complete(feed, Duration.ofSeconds(20));
      leftAfterRenewing(feed, renewals);
      feed.await(feed.commands().pexpire(Keyspace.home(VIEWER), 20_000));
      assertThat(leftAfterRenewing(feed, renewals)).isLessThanOrEqualTo(20_000);
    }
  }

  @Test
  void timelineBeingRebuiltKeepsItsShortTime() {
    try (Feed feed = new Feed(TimelineLimits.DEFAULT)) {
      feed.own(VIEWER);
      Redis redis = feed.redis();
      feed.await(Rebuild.begin(redis.commands(), VIEWER, 1, Duration.ofSeconds(5)));
      Renewals renewals = new Renewals(redis, HOUR, Duration.ofMinutes(1));
      assertThat(leftAfterRenewing(feed, renewals)).isBetween(1L, 5_000L);
    }
  }

  private static void complete(Feed feed, Duration timeToLive) {
    Redis redis = feed.redis();
    feed.await(Rebuild.begin(redis.commands(), VIEWER, 1, Duration.ofSeconds(5)));
    feed.await(
        Rebuild.merge(
            redis.commands(), VIEWER, 1, 0, new byte[0], TimelineLimits.DEFAULT, timeToLive));
  }
}
