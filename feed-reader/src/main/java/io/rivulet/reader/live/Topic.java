package io.rivulet.reader.live;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A stream that one can listen to.
///
/// @param parameter the tag, lower case, of [Kind#HASHTAG] and [Kind#HASHTAG_LOCAL]; else empty
record Topic(Kind kind, String parameter) {
  private static final int MAX_TAG = 100;

  /// The streams of the convention that can be opened. All statuses are of this server, so that
  /// `local` makes no difference, and of `remote` nothing ever comes.
  enum Kind {
    USER("user", "read:statuses"),
    USER_NOTIFICATION("user:notification", "read:notifications"),
    PUBLIC("public", "read:statuses"),
    PUBLIC_LOCAL("public:local", "read:statuses"),
    PUBLIC_REMOTE("public:remote", "read:statuses"),
    PUBLIC_MEDIA("public:media", "read:statuses"),
    PUBLIC_LOCAL_MEDIA("public:local:media", "read:statuses"),
    PUBLIC_REMOTE_MEDIA("public:remote:media", "read:statuses"),
    HASHTAG("hashtag", "read:statuses"),
    HASHTAG_LOCAL("hashtag:local", "read:statuses"),
    DIRECT("direct", "read:statuses");

    private final String title;
    private final String scope;

    Kind(String title, String scope) {
      this.title = title;
      this.scope = scope;
    }

    /// As it is called in WebSocket messages.
    String title() {
      return title;
    }

    /// What a token needs.
    String scope() {
      return scope;
    }

    /// Whether public posts are sent.
    boolean isPublic() {
      return switch (this) {
        case PUBLIC, PUBLIC_LOCAL, PUBLIC_MEDIA, PUBLIC_LOCAL_MEDIA, HASHTAG, HASHTAG_LOCAL -> true;
        case USER, USER_NOTIFICATION, PUBLIC_REMOTE, PUBLIC_REMOTE_MEDIA, DIRECT -> false;
      };
    }

    boolean onlyMedia() {
      return this == PUBLIC_MEDIA || this == PUBLIC_LOCAL_MEDIA;
    }

    private boolean wantsTag() {
      return this == HASHTAG || this == HASHTAG_LOCAL;
    }
  }

  /// A stream by its name, with colons or, in paths, slashes.
  ///
  /// @param tag with or without `#`; ignored where none is needed
  /// @return empty if there is no such stream, or it needs a tag
  static Optional<Topic> of(String name, String tag) {
    String title = name.replace('/', ':');
    String parameter = tag.startsWith("#") ? tag.substring(1) : tag;
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.title.equals(title))
        .filter(kind -> !kind.wantsTag() || isTag(parameter))
        .map(kind -> new Topic(kind, kind.wantsTag() ? parameter.toLowerCase(Locale.ROOT) : ""))
        .findFirst();
  }

  private static boolean isTag(String tag) {
    return !tag.isEmpty()
        && tag.length() <= MAX_TAG
        && tag.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
  }

  /// How WebSocket messages name it: `["hashtag","java"]`.
  List<String> names() {
    return parameter.isEmpty() ? List.of(kind.title) : List.of(kind.title, parameter);
  }
}
