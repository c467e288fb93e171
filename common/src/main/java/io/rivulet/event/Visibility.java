package io.rivulet.event;

/// Who may see a post. The code is stored, so codes are never reused.
public enum Visibility implements Named {
  /// Everybody, and listed wherever public posts are.
  PUBLIC(0, "public"),
  /// Everybody who knows of it.
  UNLISTED(1, "unlisted"),
  /// The author's followers.
  FOLLOWERS(2, "followers"),
  /// The accounts it mentions.
  DIRECT(3, "direct");

  private final int code;
  private final String json;

  Visibility(int code, String json) {
    this.code = code;
    this.json = json;
  }

  /// The number stored in binary bodies.
  public int code() {
    return code;
  }

  @Override
  public String json() {
    return json;
  }

  /// Whether everybody may see it who comes upon it.
  public boolean isForEverybody() {
    return this == PUBLIC || this == UNLISTED;
  }

  /// The visibility with a stored code.
  ///
  /// @throws IllegalArgumentException if no visibility has this code
  public static Visibility ofCode(int code) {
    return switch (code) {
      case 0 -> PUBLIC;
      case 1 -> UNLISTED;
      case 2 -> FOLLOWERS;
      case 3 -> DIRECT;
      default -> throw new IllegalArgumentException("visibility: expected 0 to 3, found " + code);
    };
  }
}
