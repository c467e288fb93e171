package io.rivulet.e2e.guarantee;

import java.util.Locale;

/// What one account does to another.
enum Deed {
  FOLLOW,
  UNFOLLOW,
  BLOCK,
  UNBLOCK,
  MUTE,
  UNMUTE;

  /// The last part of the path.
  String verb() {
    return name().toLowerCase(Locale.ROOT);
  }
}
