package io.rivulet.visible;

import io.rivulet.post.PostBody;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The table `visible(u, e)`: whether a viewer sees an entry.
///
/// The rows are asked in their order and the first that decides wins; an entry on which none
/// decides is shown. A rule is one row here and one constant of [Rule].
public final class VisibilityRules {
  /// A row, in the order of asking.
  public enum Rule {
    /// The entry, or the original of a boost, is deleted.
    DELETED(true) {
      @Override
      Verdict judge(Viewpoint viewpoint, Entry entry) {
        PostBody original = entry.original();
        return hiddenIf(entry.post().deleted() || (original != null && original.deleted()));
      }
    },

    /// The author is neither the viewer nor followed. It comes before [#OWN]: a home timeline is
    /// made of what followed authors and the viewer publish, even where somebody else answers him.
    FOLLOW(false) {
      @Override
      Verdict judge(Viewpoint viewpoint, Entry entry) {
        long author = entry.post().author();
        return hiddenIf(!viewpoint.is(author) && !viewpoint.follows(author));
      }
    },

    /// Own entries, own replies and what answers the viewer always show.
    OWN(true) {
      @Override
      Verdict judge(Viewpoint viewpoint, Entry entry) {
        return own(viewpoint, entry.post()) ? Verdict.SHOWN : Verdict.UNDECIDED;
      }
    },

    /// The entry is for followers only and the viewer is none, or for those it mentions and the
    /// viewer is none. A boost shows what it boosts, so the original counts too.
    VISIBILITY(true) {
      @Override
      Verdict judge(Viewpoint viewpoint, Entry entry) {
        PostBody original = entry.original();
        return hiddenIf(
            closed(viewpoint, entry.post())
                || (original != null && !original.deleted() && closed(viewpoint, original)));
      }
    },

    /// The author, the boosted author or a mentioned account is blocked by the viewer or blocks
    /// him. Whoever looks something up sees those whom he blocks.
    BLOCK(true) {
      @Override
      Verdict judge(Viewpoint viewpoint, Entry entry) {
        return hiddenIf(anyOf(entry, true, viewpoint.relations()::apartFrom));
      }

      @Override
      Verdict judge(Place place, Viewpoint viewpoint, Entry entry) {
        return switch (place) {
          case HOME -> judge(viewpoint, entry);
          case LOOKED_UP -> hiddenIf(anyOf(entry, false, viewpoint.relations()::blockedBy));
        };
      }
    },

    /// The author or the boosted author is muted, until the mute ends.
    MUTE(false) {
      @Override
      Verdict judge(Viewpoint viewpoint, Entry entry) {
        return hiddenIf(anyOf(entry, false, viewpoint::mutes));
      }
    },

    /// It is a boost and the viewer hides this author's boosts.
    BOOSTS_HIDDEN(false) {
      @Override
      Verdict judge(Viewpoint viewpoint, Entry entry) {
        PostBody post = entry.post();
        return hiddenIf(post.boost() && viewpoint.relations().hidesBoostsOf(post.author()));
      }
    },

    /// It answers somebody who is neither the viewer nor followed.
    REPLY(false) {
      @Override
      Verdict judge(Viewpoint viewpoint, Entry entry) {
        long answered = entry.post().replyToAuthor();
        return hiddenIf(
            entry.post().reply() && !viewpoint.is(answered) && !viewpoint.follows(answered));
      }
    },

    /// One of the 80 next-older shown entries shows the same post. It depends on the entries
    /// around, so it is judged by [RepeatedBoosts], after all other rows.
    REPEATED_BOOST(false) {
      @Override
      Verdict judge(Viewpoint viewpoint, Entry entry) {
        return Verdict.UNDECIDED;
      }
    };

    private final boolean everywhere;

    Rule(boolean everywhere) {
      this.everywhere = everywhere;
    }

    abstract Verdict judge(Viewpoint viewpoint, Entry entry);

    /// As [#judge(Viewpoint, Entry)], for a row that is not the same everywhere.
    Verdict judge(Place place, Viewpoint viewpoint, Entry entry) {
      return judge(viewpoint, entry);
    }

    boolean appliesTo(Place place) {
      return everywhere || place == Place.HOME;
    }

    private static Verdict hiddenIf(boolean hidden) {
      return hidden ? Verdict.HIDDEN : Verdict.UNDECIDED;
    }

    private static boolean closed(Viewpoint viewpoint, PostBody post) {
      return switch (post.visibility()) {
        case PUBLIC, UNLISTED -> false;
        case FOLLOWERS -> !viewpoint.is(post.author()) && !viewpoint.follows(post.author());
        case DIRECT ->
            !viewpoint.is(post.author())
                && (viewpoint.viewer() == 0 || !post.mentions(viewpoint.viewer()));
      };
    }

    /// Whether something holds for the author or the boosted author, or for whom the post or the
    /// boosted one mentions.
    private static boolean anyOf(Entry entry, boolean mentions, LongPredicate holds) {
      PostBody post = entry.post();
      PostBody original = entry.original();
      return holds.test(post.author())
          || (post.boost() && holds.test(post.boostOfAuthor()))
          || (mentions && anyMention(post, holds))
          || (mentions && original != null && anyMention(original, holds));
    }

    private static boolean anyMention(PostBody post, LongPredicate holds) {
      for (int i = 0; i < post.mentionCount(); i++) {
        if (holds.test(post.mention(i))) {
          return true;
        }
      }
      return false;
    }
  }

  enum Verdict {
    SHOWN,
    HIDDEN,
    UNDECIDED
  }

  private static final Rule[] RULES = Rule.values();

  private VisibilityRules() {}

  /// Whether an entry is the viewer's own or answers him, so that no row from [Rule#OWN] on hides
  /// it.
  public static boolean own(Viewpoint viewpoint, PostBody post) {
    return viewpoint.is(post.author()) || viewpoint.is(post.replyToAuthor());
  }

  public static boolean visible(Place place, Viewpoint viewpoint, Entry entry) {
    return hiddenBy(place, viewpoint, entry) == null;
  }

  /// The row that hides an entry, so that it can be counted.
  ///
  /// @return null if the entry is shown
  public static @Nullable Rule hiddenBy(Place place, Viewpoint viewpoint, Entry entry) {
    for (Rule rule : RULES) {
      if (rule.appliesTo(place)) {
        switch (rule.judge(place, viewpoint, entry)) {
          case SHOWN -> {
            return null;
          }
          case HIDDEN -> {
            return rule;
          }
          case UNDECIDED -> {}
        }
      }
    }
    return null;
  }
}
