package io.rivulet.reader.fetch;

import java.util.Locale;

/// The kinds of values a read meets, to count them by.
public enum Stored {
  STATE,
  HOME,
  RELATIONS,
  AUTHOR,
  POST,
  ORIGINAL,
  ACCOUNT,
  TALLY,
  REACTIONS,
  NOTICES,
  KEPT;

  private final String tag = name().toLowerCase(Locale.ROOT);

  String tag() {
    return tag;
  }
}
