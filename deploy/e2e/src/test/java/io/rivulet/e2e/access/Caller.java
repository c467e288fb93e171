package io.rivulet.e2e.access;

import java.util.Locale;

/// Who asks, in the order of the matrix's columns.
enum Caller {
  /// Without a token.
  NOBODY,
  /// With something that is no token.
  MALFORMED,
  /// With a token that was good an hour ago.
  EXPIRED,
  /// With a token that was given back.
  REVOKED,
  /// The owner, with a token for everything but the scope that is wanted.
  OTHER_SCOPES,
  /// The owner, with a token for the scope that is wanted, and nothing else.
  JUST_SCOPE,
  /// An application without an account.
  APPLICATION,
  /// Whose things are asked for.
  OWNER,
  /// Somebody who has nothing to do with the owner.
  STRANGER,
  /// Somebody whom the owner blocks.
  BLOCKED,
  /// An operator, with the scope `admin` alone.
  ADMIN;

  /// The column's name.
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
