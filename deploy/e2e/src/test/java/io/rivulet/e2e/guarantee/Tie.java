package io.rivulet.e2e.guarantee;

/// What an account is to another, as far as it decides what is visible.
enum Tie {
  FOLLOWING,
  BLOCKING,
  MUTING;

  /// What an act does to a tie.
  enum Effect {
    NONE,
    SETS,
    CLEARS,
    MAY_CLEAR
  }

  /// What the act does to this tie from an account to another.
  Effect of(Act.Related act, long from, long to) {
    if (act.actor() == from && act.target() == to) {
      return own(act.deed());
    }
    return act.actor() == to && act.target() == from ? inverse(act.deed()) : Effect.NONE;
  }

  private Effect own(Deed deed) {
    return switch (this) {
      case FOLLOWING ->
          switch (deed) {
            case FOLLOW -> Effect.SETS;
            case UNFOLLOW, BLOCK -> Effect.CLEARS;
            case UNBLOCK, MUTE, UNMUTE -> Effect.NONE;
          };
      case BLOCKING -> on(deed, Deed.BLOCK, Deed.UNBLOCK);
      case MUTING -> on(deed, Deed.MUTE, Deed.UNMUTE);
    };
  }

  private static Effect on(Deed deed, Deed sets, Deed clears) {
    if (deed == sets) {
      return Effect.SETS;
    }
    return deed == clears ? Effect.CLEARS : Effect.NONE;
  }

  /// A block ends the other's following; its end does so too where there was a block to end.
  private Effect inverse(Deed deed) {
    return switch (this) {
      case FOLLOWING ->
          switch (deed) {
            case BLOCK -> Effect.CLEARS;
            case UNBLOCK -> Effect.MAY_CLEAR;
            case FOLLOW, UNFOLLOW, MUTE, UNMUTE -> Effect.NONE;
          };
      case BLOCKING, MUTING -> Effect.NONE;
    };
  }
}
