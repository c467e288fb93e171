package io.rivulet.ingest.status;

import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Visibility;
import io.rivulet.id.Ids;
import io.rivulet.ingest.known.KnownPosts;
import io.rivulet.ingest.known.RecentBoosts;
import io.rivulet.post.PostBody;
import io.rivulet.redis.RedisUnavailableException;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Boosts: at most one of each original and booster at a time.
///
/// The boost of an original is found by a claim `boost:<original>` that names its id, kept for a
/// day. An original older than that may have been boosted before; then the booster's recent entries
/// are searched. Un-boosting deletes the boost by its id and takes the claim back, so that a later
/// boost is a new one with a new id: deleted is final for the id, not for the wish.
public final class Boosts {
  private static final Logger logger = LoggerFactory.getLogger(Boosts.class);

  /// Each round settles one claim of a boost that is deleted by now.
  private static final int ROUNDS = 3;

  private final Statuses statuses;
  private final KnownPosts posts;
  private final RecentBoosts recent;
  private final IdempotencyKeys claims;
  private final Clock clock;

  public Boosts(
      Statuses statuses,
      KnownPosts posts,
      RecentBoosts recent,
      IdempotencyKeys claims,
      Clock clock) {
    this.statuses = statuses;
    this.posts = posts;
    this.recent = recent;
    this.claims = claims;
    this.clock = clock;
  }

  /// Boosts an original, or finds the boost that is there.
  PostBody boost(long booster, Statuses.Seen original, Visibility wanted) {
    if (!posts.mayBoost(booster, original.body())) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    String key = Long.toString(original.id());
    for (int round = 0; round < ROUNDS; round++) {
      OptionalLong earlier = beyondClaims(booster, original.id());
      long wish = earlier.orElseGet(() -> statuses.newIdAbove(original.id()));
      long id = claims.claim(booster, key, wish);
      // Of an id that is new there is nothing to find; who is asked for it may be away.
      boolean fresh = earlier.isEmpty() && id == wish;
      Optional<PostBody> known = fresh ? Optional.empty() : posts.find(id);
      if (known.isEmpty()) {
        // New, or an earlier try that Kafka did not acknowledge: published with the same id.
        return statuses.publish(published(id, booster, original, wanted));
      }
      if (!known.get().deleted()) {
        return known.get();
      }
      claims.release(booster, key, id);
    }
    throw ApiException.of(ApiError.CONFLICT);
  }

  /// The boost of an original, if there is one.
  OptionalLong find(long booster, long original) {
    String key = Long.toString(original);
    OptionalLong claimed = claims.find(booster, key);
    OptionalLong boost = claimed.isPresent() ? claimed : beyondClaims(booster, original);
    if (boost.isPresent() && isGone(boost.getAsLong())) {
      claims.release(booster, key, boost.getAsLong());
      return OptionalLong.empty();
    }
    return boost;
  }

  private boolean isGone(long boost) {
    return posts.find(boost).map(PostBody::deleted).orElse(false);
  }

  /// Deletes a boost, whether its body is known or not: Redis may have lost it.
  ///
  /// @param counted whether the booster finds it counted
  void delete(long booster, long boost, long original, boolean counted) {
    statuses.takeBack(booster, boost, original, counted);
    try {
      claims.release(booster, Long.toString(original), boost);
    } catch (RedisUnavailableException e) {
      // It is deleted all the same. The next boost settles a claim of what is deleted.
      logger.warn("claim of boost {} not released: {}", boost, e.getMessage());
    }
  }

  private OptionalLong beyondClaims(long booster, long original) {
    boolean claimWouldBeThere = Ids.time(original).plus(claims.kept()).isAfter(clock.instant());
    return claimWouldBeThere ? OptionalLong.empty() : recent.find(booster, original);
  }

  private static PostPublished published(
      long id, long booster, Statuses.Seen original, Visibility wanted) {
    boolean followersOnly = original.body().visibility() == Visibility.FOLLOWERS;
    return new PostPublished(
        id,
        booster,
        Ids.time(id),
        PostContent.EMPTY,
        followersOnly ? Visibility.FOLLOWERS : wanted,
        null,
        new PostRef(original.id(), original.body().author()),
        null,
        null);
  }
}
