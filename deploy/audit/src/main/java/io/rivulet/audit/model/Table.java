package io.rivulet.audit.model;

import io.rivulet.event.PostRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table `visible(u, e)`, all rows but the repeated boost, which needs the entries around.
///
/// The first row that decides wins. All rows speak of an author whom the viewer follows or is.
record Table(Posts posts, Standings standings, long viewer, long now) {

  /// The verdict, or null if no row decides.
  @Nullable Verdict judge(PostHistory entry) {
    PostHistory original = posts.original(entry);
    Fact fact = deletion(entry, original);
    if (fact != null) {
      return hidden(Rule.DELETED, entry, fact);
    }
    if (isOwn(entry)) {
      return new Verdict(true, Rule.OWN, List.of(entry.published));
    }
    if (closed(entry)) {
      return hidden(Rule.VISIBILITY, entry, null);
    }
    if (original != null && closed(original)) {
      return hidden(Rule.VISIBILITY, entry, original.published);
    }
    fact = block(entry, original);
    if (fact != null) {
      return hidden(Rule.BLOCK, entry, fact);
    }
    fact = mute(entry);
    if (fact != null) {
      return hidden(Rule.MUTE, entry, fact);
    }
    fact = standings.of(viewer, entry.author()).hidesBoosts;
    if (fact != null && entry.post.boost()) {
      return hidden(Rule.BOOSTS_HIDDEN, entry, fact);
    }
    if (answersAStranger(entry)) {
      return hidden(Rule.REPLY, entry, endOfFollowing(entry.post.replyTo()));
    }
    return null;
  }

  private static @Nullable Fact deletion(PostHistory entry, @Nullable PostHistory original) {
    return entry.deleted != null || original == null ? entry.deleted : original.deleted;
  }

  boolean isOwn(PostHistory entry) {
    PostRef replyTo = entry.post.replyTo();
    return entry.author() == viewer || (replyTo != null && replyTo.author() == viewer);
  }

  private boolean closed(PostHistory post) {
    if (post.author() == viewer) {
      return false;
    }
    return switch (post.post.visibility()) {
      case PUBLIC, UNLISTED -> false;
      case FOLLOWERS -> standings.of(viewer, post.author()).following == null;
      case DIRECT -> !post.mentions(viewer);
    };
  }

  private @Nullable Fact block(PostHistory entry, @Nullable PostHistory original) {
    List<Long> concerned = new ArrayList<>();
    concerned.add(entry.author());
    concerned.addAll(entry.mentioned());
    if (entry.post.boostOf() != null) {
      concerned.add(entry.post.boostOf().author());
    }
    if (original != null) {
      concerned.addAll(original.mentioned());
    }
    for (long account : concerned) {
      Fact own = standings.of(viewer, account).blocking;
      Fact theirs = standings.of(account, viewer).blocking;
      if (own != null || theirs != null) {
        return own != null ? own : theirs;
      }
    }
    return null;
  }

  private @Nullable Fact mute(PostHistory entry) {
    Standing author = standings.of(viewer, entry.author());
    if (author.mutedUntil() > now) {
      return author.muted;
    }
    if (entry.post.boostOf() == null) {
      return null;
    }
    Standing boosted = standings.of(viewer, entry.post.boostOf().author());
    return boosted.mutedUntil() > now ? boosted.muted : null;
  }

  private boolean answersAStranger(PostHistory entry) {
    PostRef replyTo = entry.post.replyTo();
    return replyTo != null
        && replyTo.author() != viewer
        && standings.of(viewer, replyTo.author()).following == null;
  }

  private @Nullable Fact endOfFollowing(@Nullable PostRef answered) {
    return answered == null ? null : standings.of(viewer, answered.author()).unfollowed;
  }

  static Verdict hidden(Rule rule, PostHistory entry, @Nullable Fact fact) {
    return new Verdict(
        false, rule, fact == null ? List.of(entry.published) : List.of(entry.published, fact));
  }
}
