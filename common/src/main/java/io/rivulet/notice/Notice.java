package io.rivulet.notice;

/// Something an account is told of.
///
/// @param id of what made it: a post, a [io.rivulet.event.Reacted], or one made of a record's
///   position
/// @param actor who did it
/// @param post which it is about: the post that mentions, was liked, boosted or edited; 0 if none
public record Notice(long id, Kind kind, long actor, long post) {

  /// Why somebody is told. The code is stored, so codes are never reused.
  public enum Kind {
    MENTION(0),
    LIKE(1),
    BOOST(2),
    FOLLOW(3),
    FOLLOW_REQUEST(4),
    /// Of somebody whose posts the account wants to be told of.
    POST(5),
    /// Of a post that the account has boosted.
    EDIT(6);

    private static final Kind[] KINDS = values();

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }

    /// The kind with a stored code.
    ///
    /// @throws IllegalArgumentException if none has this code
    public static Kind ofCode(int code) {
      if (code < 0 || code >= KINDS.length) {
        throw new IllegalArgumentException("kind of a notice: expected 0 to 6, found " + code);
      }
      return KINDS[code];
    }
  }
}
