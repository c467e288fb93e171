package io.rivulet.event;

/// Which post of an author is meant.
public sealed interface PostTarget {

  /// The post with this id.
  record ById(long id) implements PostTarget {
    public ById {
      Check.id("id", id);
    }
  }

  /// The post its author's producer published under this key.
  record ByClientKey(String clientKey) implements PostTarget {
    public ByClientKey {
      Check.clientKey("clientKey", clientKey);
    }
  }

  static PostTarget of(long id) {
    return new ById(id);
  }

  static PostTarget ofClientKey(String clientKey) {
    return new ByClientKey(clientKey);
  }
}
