package io.rivulet.event;

/// What an account can make of a post. The code is stored, so codes are never reused.
///
/// [#BOOST] and [#REPLY] are posts themselves; the others are records of their own, [Reacted].
public enum Reaction implements Named {
  LIKE(0, "like"),
  BOOST(1, "boost"),
  REPLY(2, "reply"),
  /// Kept for oneself, and told to nobody.
  BOOKMARK(3, "bookmark"),
  /// One's own post, shown first on one's page.
  PIN(4, "pin");

  private static final Reaction[] REACTIONS = values();

  private final int code;
  private final String json;

  Reaction(int code, String json) {
    this.code = code;
    this.json = json;
  }

  /// The number stored in binary values.
  public int code() {
    return code;
  }

  @Override
  public String json() {
    return json;
  }

  /// Whether it is a post itself, and not a [Reacted].
  public boolean post() {
    return this == BOOST || this == REPLY;
  }

  /// Whether everybody is told how many there are.
  public boolean counted() {
    return this == LIKE || post();
  }

  /// The reaction with a stored code.
  ///
  /// @throws IllegalArgumentException if none has this code
  public static Reaction ofCode(int code) {
    if (code < 0 || code >= REACTIONS.length) {
      throw new IllegalArgumentException("reaction: expected 0 to 4, found " + code);
    }
    return REACTIONS[code];
  }
}
