package io.rivulet.event;

import io.rivulet.id.Ids;

/// Which account a producer means: by id, or by name.
public sealed interface AccountRef {

  /// The account with this id.
  record ById(long id) implements AccountRef {
    public ById {
      Check.id("", id);
    }

    @Override
    public String toString() {
      return Long.toString(id);
    }
  }

  /// The account with this username.
  record ByName(String username) implements AccountRef {
    public ByName {
      Usernames.check("", username);
    }

    @Override
    public String toString() {
      return "@" + username;
    }
  }

  /// Reads what `toString` writes: a decimal id, or `@` and a username.
  ///
  /// @throws InvalidEventException if the text is neither
  static AccountRef parse(String text) {
    if (text.startsWith("@") && Usernames.valid(text.substring(1))) {
      return new ByName(text.substring(1));
    }
    long id = Ids.parse(text);
    if (id == 0) {
      throw new InvalidEventException(
          "", "a decimal id or \"@username\"", InvalidEventException.quote(text));
    }
    return new ById(id);
  }

  static AccountRef of(long id) {
    return new ById(id);
  }

  static AccountRef named(String username) {
    return new ByName(username);
  }
}
