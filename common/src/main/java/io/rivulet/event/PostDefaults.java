package io.rivulet.event;

import org.jspecify.annotations.Nullable;

/// What an account's posts are unless they say otherwise. Its owner's business alone: it is not
/// part of what others are shown of an account.
///
/// @param language ISO 639 code, possibly with a region; null for none
public record PostDefaults(Visibility visibility, boolean sensitive, @Nullable String language) {

  /// What they are where nobody said anything.
  public static final PostDefaults NONE = new PostDefaults(Visibility.PUBLIC, false, null);

  public PostDefaults {
    Check.language("language", language);
  }
}
