package io.rivulet.reader.account;

import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.Pages;
import io.rivulet.reader.hydrate.Profiles;
import java.util.List;

/// Everything that answers lists of accounts, and what the viewer's own account prefers.
public final class AccountListResources {
  private AccountListResources() {}

  /// The resources to register.
  public static List<Object> of(Access access, Profiles profiles, Patience patience, Pages pages) {
    AccountLists lists = new AccountLists(access, profiles);
    AccountAnswers answers = new AccountAnswers(patience, pages);
    return List.of(
        new FollowRequestsResource(lists, answers),
        new BlocksResource(lists, answers),
        new MutesResource(lists, answers),
        new FollowingResource(lists, answers),
        new FamiliarFollowersResource(),
        new PreferencesResource(profiles, patience));
  }
}
