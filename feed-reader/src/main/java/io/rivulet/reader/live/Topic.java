package io.rivulet.reader.live;

import io.rivulet.id.Ids;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A stream that one can listen to.
///
/// @param parameter the tag, lower case, of [Kind#HASHTAG] and [Kind#HASHTAG_LOCAL], the id of the
///   list of [Kind#LIST]; else empty
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
    LIST("list", "read:lists"),
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
        case USER, USER_NOTIFICATION, PUBLIC_REMOTE, PUBLIC_REMOTE_MEDIA, LIST, DIRECT -> false;
      };
    }

    /// Whether what is sent is the viewer's own: of his timelines, or what he is told of.
    boolean isPersonal() {
      return switch (this) {
        case USER, USER_NOTIFICATION, LIST -> true;
        case PUBLIC,
            PUBLIC_LOCAL,
            PUBLIC_REMOTE,
            PUBLIC_MEDIA,
            PUBLIC_LOCAL_MEDIA,
            PUBLIC_REMOTE_MEDIA,
            HASHTAG,
            HASHTAG_LOCAL,
            DIRECT ->
            false;
      };
    }

    boolean onlyMedia() {
      return this == PUBLIC_MEDIA || this == PUBLIC_LOCAL_MEDIA;
    }

    private boolean wantsTag() {
      return this == HASHTAG || this == HASHTAG_LOCAL;
    }
  }

  /// What a client asks for.
  ///
  /// @param stream its name, with colons or, in paths, slashes
  /// @param tag with or without `#`; ignored where none is needed
  /// @param list the id of a list; ignored where none is needed
  record Asked(String stream, String tag, String list) {}

  /// The stream that is asked for.
  ///
  /// @return empty if there is no such stream, or it needs a tag or a list
  static Optional<Topic> of(Asked asked) {
    String title = asked.stream().replace('/', ':');
    String bare = asked.tag().startsWith("#") ? asked.tag().substring(1) : asked.tag();
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.title.equals(title))
        .filter(kind -> !kind.wantsTag() || isTag(bare))
        .filter(kind -> kind != Kind.LIST || Ids.parse(asked.list()) != 0)
        .map(kind -> new Topic(kind, parameter(kind, bare, asked.list())))
        .findFirst();
  }

  private static String parameter(Kind kind, String tag, String list) {
    return kind.wantsTag() ? tag.toLowerCase(Locale.ROOT) : kind == Kind.LIST ? list : "";
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
