package io.rivulet.repartition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.event.AccountUpdated;
import io.rivulet.event.Blocked;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.Followed;
import io.rivulet.event.ListReplies;
import io.rivulet.event.ListSaved;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Profile;
import io.rivulet.event.Reacted;
import io.rivulet.event.Reaction;
import io.rivulet.event.Unfollowed;
import io.rivulet.event.Visibility;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.reaction.Tally;
import io.rivulet.redis.Redis;
import io.rivulet.relations.Relations;
import io.rivulet.timeline.AuthorTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Accounts that publish, follow and like at random, and what must come of it in Redis.
final class RandomHistory {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final int ACCOUNTS = 60;

  private final Installation installation;
  private final Random random;
  private final Map<Long, Set<Long>> following = new HashMap<>();
  private final Map<Long, Set<Long>> posts = new HashMap<>();
  private final Map<Long, Set<Long>> likes = new HashMap<>();
  private final List<PostRef> all = new ArrayList<>();
  private long lastId = 1_000_000;

  RandomHistory(Installation installation, Random random) {
    this.installation = installation;
    this.random = random;
    for (long id = 1; id <= ACCOUNTS; id++) {
      following.put(id, new TreeSet<>());
      posts.put(id, new TreeSet<>());
      rename(id);
    }
  }

  /// Some more happens, in all topics of truth.
  void go(int events) {
    for (int i = 0; i < events; i++) {
      switch (random.nextInt(20)) {
        case 0 -> rename(account());
        case 1, 2, 3, 4, 5, 6 -> follow(account(), account());
        case 7 -> unfollow(account(), account());
        case 8, 9, 10, 11, 12, 13 -> installation.publish(post(account()));
        case 14, 15, 16 -> like(account());
        case 17 -> keep(account());
        case 18 -> deleteUnliked(account());
        default -> atOnce();
      }
    }
    // Those whose own ids a later account has not: who blocks takes no part in what is checked.
    installation.publish(new Blocked(ACCOUNTS + 1L, ACCOUNTS + 2L, NOW, null));
    installation.flush();
  }

  private long account() {
    return random.nextLong(1, ACCOUNTS + 1);
  }

  private void rename(long id) {
    installation.publish(
        new AccountUpdated(
            id, "user" + id, Profile.EMPTY, NOW, NOW.plusSeconds(random.nextInt(9)), null));
  }

  private void follow(long follower, long followee) {
    if (follower != followee) {
      following(follower).add(followee);
      installation.publish(
          new Followed(
              follower, followee, FollowOptions.notified(random.nextBoolean()), NOW, null));
    }
  }

  private void unfollow(long follower, long followee) {
    if (following(follower).remove(followee)) {
      installation.publish(new Unfollowed(follower, followee, NOW, null));
    }
  }

  private PostPublished post(long author) {
    long id = ++lastId;
    posts(author).add(id);
    all.add(new PostRef(id, author));
    return published(id, author);
  }

  private static PostPublished published(long id, long author) {
    return new PostPublished(
        id, author, NOW, PostContent.ofText("text"), Visibility.PUBLIC, null, null, "" + id, null);
  }

  private void like(long account) {
    if (!all.isEmpty()) {
      PostRef post = all.get(random.nextInt(all.size()));
      likes.computeIfAbsent(post.id(), _ -> new TreeSet<>()).add(account);
      installation.publish(new Reacted(++lastId, account, Reaction.LIKE, post, NOW, null));
    }
  }

  private void keep(long account) {
    installation.publish(
        new ListSaved(account, ++lastId, "Friends", ListReplies.LIST, false, null));
  }

  private void deleteUnliked(long author) {
    // Its place in the author timeline stays, so nothing is forgotten here.
    posts(author).stream()
        .filter(id -> !likes.containsKey(id))
        .findFirst()
        .ifPresent(
            id -> installation.publish(new PostDeleted(PostTarget.of(id), author, NOW, null)));
  }

  private void atOnce() {
    if (random.nextInt(10) == 0) {
      installation.publishAtOnce(List.of(post(account()), post(account())), false);
      installation.publishAtOnce(List.of(published(++lastId, account())), true);
      // What a transaction leaves at an end would never be read.
      for (long id = 1; id <= ACCOUNTS; id++) {
        installation.publish(post(id));
      }
    }
  }

  private Set<Long> following(long account) {
    return following.getOrDefault(account, new TreeSet<>());
  }

  private Set<Long> posts(long account) {
    return posts.getOrDefault(account, new TreeSet<>());
  }

  /// Redis has what came of all that happened.
  void check() {
    await().atMost(BOUND).untilAsserted(this::checkNow);
  }

  private void checkNow() {
    Redis redis = installation.redis();
    for (long account = 1; account <= ACCOUNTS; account++) {
      Relations relations =
          Relations.decode(redis.await(redis.commands().get(Keyspace.relations(account))));
      assertThat(relations == null ? new long[0] : relations.following())
          .as("followed by %d", account)
          .containsExactly(longs(following(account)));
      AuthorTimeline timeline =
          AuthorTimeline.decode(redis.await(redis.commands().get(Keyspace.author(account))));
      assertThat(timeline == null ? new long[0] : timeline.ids().toArray())
          .as("posts of %d", account)
          .containsExactly(longs(posts(account)));
    }
    likes.forEach(
        (post, accounts) ->
            assertThat(
                    Tally.decode(redis.await(redis.commands().get(Keyspace.tally(post)))).likes())
                .as("likes of %d", post)
                .isEqualTo(accounts.size()));
  }

  private static long[] longs(Set<Long> ids) {
    return ids.stream().mapToLong(Long::longValue).toArray();
  }
}
