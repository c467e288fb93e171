package io.rivulet.event;

import java.util.List;

/// How an account presents itself.
///
/// @param displayName empty to show the username
/// @param note plain text
/// @param avatar the address of a picture; empty for the default one
/// @param header the address of a picture; empty for the default one
/// @param bot true if a program posts
/// @param locked true if the account wants to approve its followers
/// @param postDefaults what its posts are unless they say otherwise
public record Profile(
    String displayName,
    String note,
    String avatar,
    String header,
    List<Entry> fields,
    boolean bot,
    boolean locked,
    PostDefaults postDefaults) {

  /// What an account has that says nothing of itself.
  public static final Profile EMPTY = new Profile("", "", "", "", List.of(), false, false);

  public Profile {
    Check.text("displayName", displayName, Limits.DISPLAY_NAME);
    Check.text("note", note, Limits.TEXT);
    Check.optionalUrl("avatar", avatar);
    Check.optionalUrl("header", header);
    fields = Check.list("fields", fields, Limits.PROFILE_FIELDS);
  }

  /// A profile whose posts are what they say.
  public Profile(
      String displayName,
      String note,
      String avatar,
      String header,
      List<Entry> fields,
      boolean bot,
      boolean locked) {
    this(displayName, note, avatar, header, fields, bot, locked, PostDefaults.NONE);
  }

  /// One row of the table in a profile.
  public record Entry(String name, String value) {
    public Entry {
      Check.text("name", name, Limits.PROFILE_FIELD);
      Check.text("value", value, Limits.PROFILE_FIELD);
    }
  }
}
