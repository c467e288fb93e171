package io.rivulet.event;

/// Which answers a list shows, beside those to its members' own posts.
public enum ListReplies implements Named {
  /// To anybody whom the owner follows.
  FOLLOWED("followed"),
  /// To members of the list.
  LIST("list"),
  NONE("none");

  private final String json;

  ListReplies(String json) {
    this.json = json;
  }

  @Override
  public String json() {
    return json;
  }
}
