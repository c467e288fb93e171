package io.rivulet.fanout.plan;

import io.rivulet.event.Blocked;
import io.rivulet.event.FollowAccepted;
import io.rivulet.event.FollowRejected;
import io.rivulet.event.FollowRequested;
import io.rivulet.event.Followed;
import io.rivulet.event.Mention;
import io.rivulet.event.Muted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Reacted;
import io.rivulet.event.Reaction;
import io.rivulet.event.ReactionEvent;
import io.rivulet.event.RelationEvent;
import io.rivulet.event.Unblocked;
import io.rivulet.event.Unfollowed;
import io.rivulet.event.Unmuted;
import io.rivulet.event.Visibility;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.id.Ids;
import io.rivulet.notice.Notice;
import io.rivulet.notice.Notices;
import io.rivulet.post.Post;
import io.rivulet.reaction.Applied.Source;
import io.rivulet.relations.Relation;
import java.util.ArrayList;
import java.util.List;

/// What follows from events beside timelines: posts are counted under what they answer and boost,
/// reactions under posts and their viewers, and accounts are told of what concerns them.
///
/// Stateless: an event that comes again is told again, with the same ids and offsets, and the
/// deliver stage finds that it has it.
final class Responses {
  private final PostTable posts;
  private final Audience audience;
  private final int partition;

  /// @param posts of the authors whose relations the task plans
  /// @param partition of the plan task, and so of the topics it reads
  Responses(PostTable posts, Audience audience, int partition) {
    this.posts = posts;
    this.audience = audience;
    this.partition = partition;
  }

  /// What follows from a post that was published or deleted, as it is now.
  ///
  /// @param offset of the record
  List<Planned.Addressed> of(Post post, long offset) {
    PostPublished published = post.published();
    List<Planned.Addressed> told = new ArrayList<>(0);
    boolean on = !post.deleted();
    PostRef boosted = published.boostOf();
    PostRef answered = published.replyTo();
    if (boosted != null) {
      long author = published.author();
      told.add(counted(boosted.id(), Reaction.BOOST, published.id(), author, on, posts(), offset));
      told.add(
          to(
              author,
              new Delivery.Reacted(
                  author, boosted.id(), Reaction.BOOST, on, published.id(), posts(), offset)));
      notice(
          boosted.author(),
          new Notice(published.id(), Notice.Kind.BOOST, author, boosted.id()),
          on,
          told);
    }
    // What not everybody may see is not counted for everybody.
    if (answered != null && published.visibility().isForEverybody()) {
      told.add(
          counted(
              answered.id(),
              Reaction.REPLY,
              published.id(),
              published.author(),
              on,
              posts(),
              offset));
    }
    // Of a deleted post the mentions are gone, and whoever reads a notice finds that its post is.
    for (Mention mention : post.content().mentions()) {
      notice(
          mention.account(),
          new Notice(published.id(), Notice.Kind.MENTION, published.author(), published.id()),
          true,
          told);
    }
    if (on && isNews(published)) {
      told.addAll(
          audience.notices(
              published.author(), published.id(), follower -> mentions(post, follower)));
    }
    return told;
  }

  /// Whether followers who want to be notified of an author's posts are notified of this one: not
  /// of boosts, of answers to others, and of what only the mentioned see.
  private static boolean isNews(PostPublished post) {
    PostRef answered = post.replyTo();
    return post.boostOf() == null
        && post.visibility() != Visibility.DIRECT
        && (answered == null || answered.author() == post.author());
  }

  /// Whether an account is told that the post mentions it, and so not of the post itself.
  private static boolean mentions(Post post, long account) {
    return post.content().mentions().stream().anyMatch(one -> one.account() == account);
  }

  /// What follows from an edit.
  Planned.Addressed of(PostEdited event, long post, long offset) {
    long edit = Ids.ofRecord(partition, offset, event.editedAt());
    return to(post, new Delivery.Edited(post, event.author(), edit));
  }

  /// What follows from a reaction.
  List<Planned.Addressed> of(ReactionEvent event, long offset) {
    List<Planned.Addressed> told = new ArrayList<>(3);
    boolean on = event instanceof Reacted;
    Reaction reaction = event.reaction();
    long account = event.account();
    PostRef post = event.post();
    Source acts = Source.acts(partition);
    told.add(to(account, new Delivery.Reacted(account, post.id(), reaction, on, 0, acts, offset)));
    if (reaction.counted()) {
      told.add(counted(post.id(), reaction, account, account, on, acts, offset));
    }
    if (reaction == Reaction.LIKE) {
      long id = event instanceof Reacted reacted ? reacted.id() : 0;
      Notice notice = new Notice(id, Notice.Kind.LIKE, account, post.id());
      notice(post.author(), notice, on, told);
    }
    return told;
  }

  /// What the target is told of an event of relations.
  ///
  /// @param before what the viewer was to the target; what he is now, if the event comes again
  /// @param again whether it does: then what it changed cannot be told any more
  List<Planned.Addressed> of(
      RelationEvent event, Relation before, Relation now, boolean again, long offset) {
    List<Planned.Addressed> told = new ArrayList<>(0);
    long viewer = event.viewer();
    long target = event.target();
    if (before.following() != now.following()
        || (again && (event instanceof Followed || !now.following()))) {
      // Whoever accepts a request knows that he is followed.
      if (!(event instanceof FollowAccepted)) {
        Notice follow = new Notice(id(event, offset), Notice.Kind.FOLLOW, viewer, 0);
        notice(target, follow, now.following(), told);
      }
    }
    if (before.requested() != now.requested() || (again && event instanceof FollowRequested)) {
      Notice request = new Notice(id(event, offset), Notice.Kind.FOLLOW_REQUEST, viewer, 0);
      notice(target, request, now.requested(), told);
    }
    if (now.following() && now.notified() && isWish(event)) {
      overtaken(event, told);
    }
    return told;
  }

  /// Whether from this event on the viewer wants to be notified, if he does at all.
  private static boolean isWish(RelationEvent event) {
    return switch (event) {
      case Followed followed -> Boolean.TRUE.equals(followed.options().notified());
      case FollowRequested asked -> Boolean.TRUE.equals(asked.options().notified());
      case FollowAccepted _ -> true;
      case Unfollowed _, FollowRejected _, Blocked _, Unblocked _, Muted _, Unmuted _ -> false;
    };
  }

  /// Tells the viewer of posts that he wanted to be notified of when they were published, but that
  /// were planned before his event was: after a crash, or while a backlog is worked off, the two
  /// topics are not read in the order of time. Nearly always there are none.
  private void overtaken(RelationEvent event, List<Planned.Addressed> told) {
    long viewer = event.viewer();
    long author = event.target();
    posts.since(
        author,
        Ids.firstAt(event.at()),
        Notices.KEPT,
        post -> {
          if (isNews(post.published()) && !mentions(post, viewer)) {
            notice(viewer, new Notice(post.id(), Notice.Kind.POST, author, post.id()), true, told);
          }
        });
  }

  private long id(RelationEvent event, long offset) {
    return Ids.ofRecord(partition, offset, event.at());
  }

  private void notice(long account, Notice notice, boolean on, List<Planned.Addressed> told) {
    if (account != notice.actor()) {
      told.add(to(account, new Delivery.Noticed(account, notice, on)));
    }
  }

  private Planned.Addressed counted(
      long post,
      Reaction reaction,
      long member,
      long actor,
      boolean on,
      Source source,
      long offset) {
    return to(post, new Delivery.Counted(post, reaction, member, actor, on, source, offset));
  }

  private Source posts() {
    return Source.posts(partition);
  }

  private Planned.Addressed to(long id, Delivery delivery) {
    return new Planned.Addressed(audience.partitionOf(id), delivery);
  }
}
