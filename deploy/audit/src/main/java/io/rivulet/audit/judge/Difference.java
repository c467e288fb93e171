package io.rivulet.audit.judge;

/// Something that is served and must not be, or the other way round.
///
/// @param expected what should have been served, for people
public record Difference(Kind kind, long account, long post, String expected) {
  /// In what way it is wrong.
  public enum Kind {
    /// In the home timeline all the time, and not served.
    MISSING,
    /// In the home timeline at no time, and served.
    EXTRA,
    /// Served twice, or not below the entry before it.
    MISPLACED,
    /// Served with a content it had not at any time, or had only before.
    OUTDATED
  }

  @Override
  public String toString() {
    return "account %d, post %d: %s, expected %s"
        .formatted(account, post, kind.name().toLowerCase(java.util.Locale.ROOT), expected);
  }
}
