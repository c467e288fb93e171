package io.rivulet.e2e.history;

import io.rivulet.event.AccountUpdated;
import io.rivulet.event.ActEvent;
import io.rivulet.event.Blocked;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
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
import io.rivulet.event.PostEvent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Profile;
import io.rivulet.event.RelationEvent;
import io.rivulet.event.Unblocked;
import io.rivulet.event.Unfollowed;
import io.rivulet.event.Unmuted;
import io.rivulet.id.Ids;
import io.rivulet.overlay.OverlaySettings;
import io.rivulet.overlay.OverlayWriter;
import io.rivulet.post.Post;
import io.rivulet.post.PostBody;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.redis.Redis;
import io.rivulet.relations.OwnRelation;
import io.rivulet.topic.Topics;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// The part of feed-ingest: events into the log, then the overlay.
final class Ingest {
  private static final StatusRenderer RENDERER =
      new StatusRenderer(new WebAddresses(URI.create(World.PUBLIC_URL)));

  private final Log log;
  private final Truth truth;
  private final History.Setting setting;
  private final Redis redis;
  private final OverlayWriter overlay;
  private final Clock clock;
  private final List<Event> appended = new ArrayList<>();
  private final Map<Long, Post> posts = new HashMap<>();
  private final Set<Long> overlaid = new HashSet<>();
  private int submissions;

  Ingest(Log log, Truth truth, History.Setting setting, Redis redis, Clock clock) {
    this.log = log;
    this.truth = truth;
    this.setting = setting;
    this.redis = redis;
    this.overlay = new OverlayWriter(redis, OverlaySettings.DEFAULT);
    this.clock = clock;
  }

  /// The id of a post of a history; 0 of none.
  static long id(int post) {
    return post == 0 ? 0 : Ids.firstAt(World.BEGIN.plusMillis(post));
  }

  private Instant now() {
    return clock.instant();
  }

  void account(int account) {
    boolean locked = setting.locked().contains(account);
    Profile profile = new Profile("", "", "", "", List.of(), false, locked);
    append(new AccountUpdated(account, "u" + account, profile, World.BEGIN, World.BEGIN, null));
  }

  void publish(Step.Publish step) {
    PostRef answered = ref(step.answers());
    PostRef boosted = ref(step.boosts());
    // Ids are never given twice.
    boolean possible =
        truth.post(id(step.post())) == null
            && (step.answers() == 0 || answered != null)
            && (step.boosts() == 0
                || (boosted != null
                    && boosted.id() < id(step.post())
                    && truth.model.shows(boosted.id()) == boosted.id()));
    if (possible) {
      act(
          new PostPublished(
              id(step.post()),
              step.author(),
              now(),
              boosted == null ? content("post " + step.post(), step.mentions()) : PostContent.EMPTY,
              step.visibility(),
              boosted == null ? answered : null,
              boosted,
              step.key() == 0 ? null : "key " + step.key(),
              origin(step.submitted())));
    }
  }

  private @Nullable PostRef ref(int post) {
    long author = truth.model.author(id(post));
    return author == 0 ? null : new PostRef(id(post), author);
  }

  private static PostContent content(String text, List<Integer> mentions) {
    return new PostContent(
        text,
        null,
        List.of(),
        null,
        List.of(),
        mentions.stream().map(account -> new Mention(account, "u" + account)).toList(),
        false,
        "");
  }

  void edit(Step.Edit step) {
    act(
        new PostEdited(
            PostTarget.of(id(step.post())),
            step.author(),
            now(),
            content("edited " + appended.size(), step.mentions()),
            origin(step.submitted())));
  }

  void delete(Step.Delete step) {
    act(
        new PostDeleted(
            PostTarget.of(id(step.post())), step.author(), now(), origin(step.submitted())));
  }

  private @Nullable Origin origin(boolean submitted) {
    return submitted ? new Origin(0, submissions++, 0) : null;
  }

  /// As `RelationResource` and `FollowRequestResource` do; a submission makes the same records,
  /// with an index each.
  void relate(Step.Relate step) {
    long viewer = step.viewer();
    long target = step.target();
    // Of an answer to a request the relation is the other's.
    long asking = target;
    List<RelationEvent> events = new ArrayList<>();
    Origin origin = origin(step.submitted());
    Origin second = origin == null ? null : new Origin(0, origin.offset(), 1);
    switch (step.deed()) {
      case FOLLOW -> events.add(follow(step, null, origin));
      case FOLLOW_WITHOUT_BOOSTS -> events.add(follow(step, false, origin));
      case FOLLOW_WITH_BOOSTS -> events.add(follow(step, true, origin));
      case UNFOLLOW -> events.add(new Unfollowed(viewer, target, now(), origin));
      case REMOVE -> events.add(new Unfollowed(target, viewer, now(), origin));
      case BLOCK -> {
        events.add(new Blocked(viewer, target, now(), origin));
        events.add(new Unfollowed(target, viewer, now(), second));
      }
      case UNBLOCK -> {
        events.add(new Unfollowed(target, viewer, now(), origin));
        events.add(new Unblocked(viewer, target, now(), second));
      }
      case MUTE -> {
        Instant until = step.seconds() == 0 ? null : now().plusSeconds(step.seconds());
        events.add(new Muted(viewer, target, until, now(), origin));
      }
      case UNMUTE -> events.add(new Unmuted(viewer, target, now(), origin));
      case ACCEPT -> events.add(new FollowAccepted(asking, viewer, now(), origin));
      case REJECT -> events.add(new FollowRejected(asking, viewer, now(), origin));
    }
    events.forEach(this::act);
  }

  private RelationEvent follow(
      Step.Relate step, @Nullable Boolean boosts, @Nullable Origin origin) {
    // Whoever wants boosts wants to be notified too: so histories have both.
    FollowOptions options = new FollowOptions(boosts, boosts);
    return setting.locked().contains(step.target())
        ? new FollowRequested(step.viewer(), step.target(), options, now(), origin)
        : new Followed(step.viewer(), step.target(), options, now(), origin);
  }

  /// Appends what was appended once more.
  void again(int back) {
    if (back <= appended.size()) {
      append(appended.get(appended.size() - back));
    }
  }

  private void act(Event event) {
    appended.add(event);
    append(event);
  }

  private void append(Event event) {
    int partition = Log.partition(event.key());
    List<Log.Entry> entries = log.of(Topics.of(event), partition);
    long offset = entries.size();
    entries.add(
        new Log.Entry(
            Bytes.wrap(Topics.key(event.key())),
            Bytes.wrap(EventJson.encode(event)),
            clock.millis()));
    if (truth.append(event, partition, offset)) {
      switch (event) {
        case PostEvent post -> changed(post, offset);
        case RelationEvent relation -> changed(relation, partition, offset);
        case AccountUpdated _, ActEvent _ -> {}
      }
    }
  }

  private void changed(PostEvent event, long offset) {
    long id =
        switch (event) {
          case PostPublished published -> published.id();
          case PostEdited edited -> Truth.id(edited.target());
          case PostDeleted deleted -> Truth.id(deleted.target());
        };
    Post before = posts.get(id);
    Post after =
        switch (event) {
          case PostPublished published -> Post.of(published);
          case PostEdited edited -> before == null ? null : before.edited(edited);
          case PostDeleted deleted -> before == null ? null : before.deleted(deleted);
        };
    if (after == null) {
      return;
    }
    posts.put(id, after);
    Truth.Post known = truth.post(id);
    if (known == null || event.origin() != null) {
      return;
    }
    // Nobody can have deleted a post that is published over HTTP now.
    if (after.deleted() || !known.versions().newest().deleted()) {
      redis.await(overlay.put(id, PostBody.of(after, offset, RENDERER)));
      overlaid.add(id);
      truth.certain(known.versions(), offset);
    }
  }

  private void changed(RelationEvent event, int partition, long offset) {
    if (event.origin() == null) {
      OwnRelation now =
          new OwnRelation(
              event.target(), partition, offset, truth.relation(event.viewer(), event.target()));
      redis.await(overlay.put(event.viewer(), now));
      truth.certain(truth.own(event.viewer(), event.target()), offset);
    }
  }

  /// Whether an author must see his post since he made it.
  boolean overlaid(long id) {
    return overlaid.contains(id);
  }

  /// The overlay is lost.
  void lost() {
    overlaid.clear();
  }
}
