package io.rivulet.reader.account;

import io.rivulet.reader.hydrate.Profile;
import java.util.List;

/// A page of accounts.
///
/// @param first where the page begins: its greatest place, by which the list is paged
/// @param last where it ends. Accounts that do not exist any more are not in `profiles`
public record AccountPage(long first, long last, List<Profile> profiles) {
  public static final AccountPage EMPTY = new AccountPage(0, 0, List.of());
}
