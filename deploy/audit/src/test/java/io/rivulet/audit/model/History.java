package io.rivulet.audit.model;

import io.rivulet.event.AccountUpdated;
import io.rivulet.event.Blocked;
import io.rivulet.event.Event;
import io.rivulet.event.FollowAccepted;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.FollowRejected;
import io.rivulet.event.FollowRequested;
import io.rivulet.event.Followed;
import io.rivulet.event.Mention;
import io.rivulet.event.Muted;
import io.rivulet.event.Origin;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Profile;
import io.rivulet.event.Unblocked;
import io.rivulet.event.Unfollowed;
import io.rivulet.event.Unmuted;
import io.rivulet.event.Visibility;
import io.rivulet.topic.Topics;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Writes records as Kafka would have them, in one line each, and hands them to a model.
public final class History {
  /// When everything happens, in milliseconds since 1970.
  public static final long NOW = 1_800_000_000_000L;

  private static final Instant AT = Instant.ofEpochMilli(NOW);
  private static final int PARTITIONS = 4;

  private final Map<String, Long> offsets;
  private final BiConsumer<LogPosition, Event> taker;
  private @Nullable Origin origin;

  public History(BiConsumer<LogPosition, Event> taker) {
    this(new HashMap<>(), taker);
  }

  private History(Map<String, Long> offsets, BiConsumer<LogPosition, Event> taker) {
    this.offsets = offsets;
    this.taker = taker;
  }

  /// One that goes on in the same partitions and hands records to another taker.
  public History copy(BiConsumer<LogPosition, Event> other) {
    return new History(offsets, other);
  }

  /// The origin of what follows.
  public History from(@Nullable Origin next) {
    origin = next;
    return this;
  }

  /// Appends any event to its partition.
  public History append(Event event) {
    String topic = Topics.of(event);
    int partition = (int) (event.key() % PARTITIONS);
    long offset = offsets.merge(topic + partition, 1L, Long::sum) - 1;
    taker.accept(new LogPosition(topic, partition, offset), event);
    return this;
  }

  public History account(long id, String name) {
    Profile profile = new Profile("", "", "", "", List.of(), false, false);
    return append(new AccountUpdated(id, name, profile, AT, AT, origin));
  }

  public History post(long id, long author, long... mentioned) {
    return post(id, author, Visibility.PUBLIC, mentioned);
  }

  public History post(long id, long author, Visibility visibility, long... mentioned) {
    return append(
        new PostPublished(
            id, author, AT, content(mentioned), visibility, null, null, null, origin));
  }

  public History keyed(long id, long author, String clientKey) {
    return append(
        new PostPublished(
            id, author, AT, content(), Visibility.PUBLIC, null, null, clientKey, origin));
  }

  public History reply(long id, long author, long to, long toAuthor) {
    return append(
        new PostPublished(
            id,
            author,
            AT,
            content(),
            Visibility.PUBLIC,
            new PostRef(to, toAuthor),
            null,
            null,
            origin));
  }

  public History boost(long id, long author, long original, long originalAuthor) {
    return append(
        new PostPublished(
            id,
            author,
            AT,
            PostContent.EMPTY,
            Visibility.PUBLIC,
            null,
            new PostRef(original, originalAuthor),
            null,
            origin));
  }

  public History edit(long author, PostTarget target, long editedAt, long... mentioned) {
    return append(
        new PostEdited(target, author, Instant.ofEpochMilli(editedAt), content(mentioned), origin));
  }

  public History delete(long author, long id) {
    return delete(author, PostTarget.of(id));
  }

  public History delete(long author, PostTarget target) {
    return append(new PostDeleted(target, author, AT, origin));
  }

  public History follow(long viewer, long... targets) {
    for (long target : targets) {
      append(new Followed(viewer, target, AT, origin));
    }
    return this;
  }

  public History follow(long viewer, long target, boolean boosts) {
    return append(new Followed(viewer, target, FollowOptions.boosts(boosts), AT, origin));
  }

  /// Follows, and wants to be notified of each post, or does not want it any more.
  public History bell(long viewer, long target, boolean wanted) {
    return append(new Followed(viewer, target, FollowOptions.notified(wanted), AT, origin));
  }

  public History unfollow(long viewer, long target) {
    return append(new Unfollowed(viewer, target, AT, origin));
  }

  public History request(long viewer, long target, @Nullable Boolean boosts) {
    return append(new FollowRequested(viewer, target, new FollowOptions(boosts, null), AT, origin));
  }

  public History accept(long viewer, long target) {
    return append(new FollowAccepted(viewer, target, AT, origin));
  }

  public History reject(long viewer, long target) {
    return append(new FollowRejected(viewer, target, AT, origin));
  }

  /// Only the record of the one side, not the end of the other's following.
  public History block(long viewer, long target) {
    return append(new Blocked(viewer, target, AT, origin));
  }

  public History unblock(long viewer, long target) {
    return append(new Unblocked(viewer, target, AT, origin));
  }

  /// A mute until some time, in milliseconds since 1970; for ever if null.
  public History mute(long viewer, long target, @Nullable Long until) {
    return append(
        new Muted(viewer, target, until == null ? null : Instant.ofEpochMilli(until), AT, origin));
  }

  public History unmute(long viewer, long target) {
    return append(new Unmuted(viewer, target, AT, origin));
  }

  private static PostContent content(long... mentioned) {
    return new PostContent(
        "text",
        null,
        List.of(),
        null,
        List.of(),
        Arrays.stream(mentioned).mapToObj(id -> new Mention(id, "user" + id)).toList(),
        false,
        "");
  }
}
