package io.rivulet.reader.search;

import io.rivulet.event.Usernames;
import io.rivulet.reader.account.AccountNames;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.hydrate.Profile;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.reader.search.Lookers.Looker;
import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/// Finds accounts by what somebody types: a name or its beginning, with or without `@` and the
/// host, or words of a display name. The exact name comes first, then those with the most
/// followers.
final class AccountSearch {
  /// Accounts of which the followers are compared; there is nothing beyond.
  private static final int MOST = 200;

  private final AccountNames names;
  private final Profiles profiles;
  private final String host;

  AccountSearch(Access access, Profiles profiles, String publicUrl) {
    this.host = URI.create(publicUrl).getRawAuthority();
    this.names = new AccountNames(access, host);
    this.profiles = profiles;
  }

  /// What is asked for.
  ///
  /// @param following whether those alone whom the viewer follows
  record Sought(String text, boolean following, int offset, int limit) {}

  List<Profile> find(Looker looker, Sought sought) {
    Optional<String> typed = local(sought.text().strip());
    if (typed.isEmpty()) {
      return List.of();
    }
    // The index hears of an account a moment after it was made; its name is known at once.
    long exact = names.find(typed.get()).orElse(0L);
    Set<Long> candidates = new LinkedHashSet<>();
    if (exact != 0 && (!sought.following() || looker.viewpoint().follows(exact))) {
      candidates.add(exact);
    }
    candidates.addAll(candidates(looker, typed.get(), sought.following()));
    candidates.removeIf(looker.viewpoint().relations()::blockedBy);
    Map<Long, Profile> found = profiles.find(candidates);
    return found.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<Long, Profile>, Boolean>comparing(one -> one.getKey() != exact)
                .thenComparingLong(one -> -one.getValue().counts().followers())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getValue)
        .skip(sought.offset())
        .limit(sought.limit())
        .toList();
  }

  private static List<Long> candidates(Looker looker, String typed, boolean following) {
    List<Long> among =
        following
            ? LongStream.of(looker.viewpoint().relations().following()).boxed().toList()
            : null;
    return looker.search().accounts(Usernames.fold(typed), among, MOST);
  }

  /// What was typed without `@` and the host; empty if it is somebody's of another host, or
  /// nothing.
  private Optional<String> local(String typed) {
    String name = typed.startsWith("@") ? typed.substring(1) : typed;
    int at = name.indexOf('@');
    if (at >= 0) {
      String named = name.substring(at + 1);
      name = named.isEmpty() || named.equalsIgnoreCase(host) ? name.substring(0, at) : "";
    }
    return Optional.of(name).filter(text -> !text.isBlank());
  }
}
