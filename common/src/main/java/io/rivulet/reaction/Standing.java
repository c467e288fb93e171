package io.rivulet.reaction;

import io.rivulet.event.Reaction;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// How a post stands, as one viewer finds it: how many reacted, and how he did.
///
/// @param own the viewer's reactions; nothing for a guest
public record Standing(long likes, long boosts, long replies, Reactions.One own) {
  public Standing {
    // What is taken back may not have been counted.
    likes = Math.max(0, likes);
    boosts = Math.max(0, boosts);
    replies = Math.max(0, replies);
  }

  /// Of a post nobody has reacted to.
  public static final Standing NONE = new Standing(0, 0, 0, new Reactions.One(0, 0, 0));

  /// What the fan-out has counted, and on top of it what the viewer did since.
  ///
  /// @param reactions the viewer's, of the post's period
  /// @param lately in the order of [OwnReaction#IN_ORDER]; those of other posts are passed over
  public static Standing of(long post, Tally tally, Reactions reactions, List<OwnReaction> lately) {
    Reactions.One own = reactions.to(post);
    if (lately.isEmpty()) {
      return new Standing(tally.likes(), tally.boosts(), tally.replies(), own);
    }
    long[] counts = {tally.likes(), tally.boosts(), tally.replies()};
    Map<Reaction, Boolean> last = new EnumMap<>(Reaction.class);
    for (OwnReaction change : lately) {
      if (change.post() == post) {
        Reaction reaction = change.reaction();
        // Two at one moment may have said the same; each answer is another's.
        Boolean before = last.put(reaction, change.on());
        boolean again = reaction != Reaction.REPLY && before != null && before == change.on();
        if (reaction.counted() && !again && tally.applied().of(change.source()) < change.offset()) {
          counts[reaction.code()] += change.on() ? 1 : -1;
        }
        if (reaction != Reaction.REPLY
            && reactions.applied().of(change.source()) < change.offset()) {
          own = own.with(reaction, change.on(), change.act());
        }
      }
    }
    return new Standing(
        counts[Reaction.LIKE.code()],
        counts[Reaction.BOOST.code()],
        counts[Reaction.REPLY.code()],
        own);
  }

  /// The posts of a period to which a viewer has reacted in a way, ascending.
  ///
  /// @param reactions the viewer's, of that period
  /// @param lately as above
  static List<Long> posts(
      Reaction reaction, long period, Reactions reactions, List<OwnReaction> lately) {
    TreeSet<Long> candidates = new TreeSet<>();
    for (int i = 0; i < reactions.size(); i++) {
      candidates.add(reactions.at(i).post());
    }
    for (OwnReaction change : lately) {
      if (Reactions.period(change.post()) == period) {
        candidates.add(change.post());
      }
    }
    return candidates.stream()
        .filter(post -> of(post, Tally.NONE, reactions, lately).has(reaction))
        .toList();
  }

  /// How it stands once its viewer has reacted, or taken a reaction back.
  ///
  /// @param boost the viewer's boost, 0 if it is about something else
  public Standing after(Reaction reaction, boolean on, long boost) {
    if (has(reaction) == on) {
      return this;
    }
    int more = on ? 1 : -1;
    return new Standing(
        likes + (reaction == Reaction.LIKE ? more : 0),
        boosts + (reaction == Reaction.BOOST ? more : 0),
        replies,
        own.with(reaction, on, boost));
  }

  public boolean has(Reaction reaction) {
    return own.has(reaction);
  }
}
