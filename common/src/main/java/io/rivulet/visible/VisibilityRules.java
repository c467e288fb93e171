package io.rivulet.visible;

import io.rivulet.post.PostBody;
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
        PostBody post = entry.post();
        return viewpoint.is(post.author()) || viewpoint.is(post.replyToAuthor())
            ? Verdict.SHOWN
            : Verdict.UNDECIDED;
      }
    },

    /// The entry is for followers only and the viewer is none. A boost shows what it boosts, so the
    /// original counts too.
    VISIBILITY(true) {
      @Override
      Verdict judge(Viewpoint viewpoint, Entry entry) {
        PostBody original = entry.original();
        return hiddenIf(
            closed(viewpoint, entry.post())
                || (original != null && !original.deleted() && closed(viewpoint, original)));
      }
    };

    private final boolean everywhere;

    Rule(boolean everywhere) {
      this.everywhere = everywhere;
    }

    abstract Verdict judge(Viewpoint viewpoint, Entry entry);

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
      };
    }
  }

  enum Verdict {
    SHOWN,
    HIDDEN,
    UNDECIDED
  }

  private static final Rule[] RULES = Rule.values();

  private VisibilityRules() {}

  public static boolean visible(Place place, Viewpoint viewpoint, Entry entry) {
    return hiddenBy(place, viewpoint, entry) == null;
  }

  /// The row that hides an entry, so that it can be counted.
  ///
  /// @return null if the entry is shown
  public static @Nullable Rule hiddenBy(Place place, Viewpoint viewpoint, Entry entry) {
    for (Rule rule : RULES) {
      if (rule.appliesTo(place)) {
        switch (rule.judge(viewpoint, entry)) {
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
