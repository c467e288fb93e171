package io.rivulet.local.login;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.limit.Allowance;
import io.rivulet.limit.Budget;
import io.rivulet.limit.RateLimits;
import io.rivulet.local.LocalTokens;
import io.rivulet.local.client.FeedClient;
import io.rivulet.local.seed.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may sign in. The people of the seed are nobody's: whoever reaches this port may be any of
/// them. All others need their password, which only the owner of the run's data can tell.
final class People {
  /// How many of the seed's are offered.
  private static final int OFFERED = 12;

  private final FeedClient client;
  private final LocalTokens tokens;
  private final Path data;
  private final RateLimits limits;
  private final List<String> seeded = Seed.usernames();
  private final Set<String> open = Set.copyOf(seeded);

  private People(FeedClient client, LocalTokens tokens, Path data, RateLimits limits) {
    this.client = client;
    this.tokens = tokens;
    this.data = data;
    this.limits = limits;
  }

  static People of(FeedClient client, LocalTokens tokens, Path data, RateLimits limits) {
    return new People(client, tokens, data, limits);
  }

  /// Somebody who may sign in.
  ///
  /// @param name without `@`
  record Person(long account, String name, String displayName) {}

  /// The password of an account was tried too often, by whomever. It is not looked at any more
  /// until the time is over: a right guess would not be told from a wrong one.
  static final class GuessedTooOftenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long seconds;

    private GuessedTooOftenException(long seconds) {
      super("guessed too often", null, false, false);
      this.seconds = seconds;
    }

    /// How long nothing may be tried.
    long seconds() {
      return seconds;
    }
  }

  /// Usernames that need no password; none if the run was begun without the seed.
  List<String> offered() {
    return isSeeded() ? seeded.subList(0, Math.min(OFFERED, seeded.size())) : List.of();
  }

  private boolean isSeeded() {
    return Seed.isPlantedIn(data);
  }

  /// The account of a name, if the password is right or none is needed.
  ///
  /// @throws io.rivulet.local.LocalException if the services cannot tell
  /// @throws GuessedTooOftenException if this account's password was tried too often
  Optional<Person> signIn(String name, @Nullable String password) {
    String username = name.strip().replaceFirst("^@", "").toLowerCase(Locale.ROOT);
    if (!username.matches("[a-z0-9_]{1,30}")) {
      return Optional.empty();
    }
    return client.findAccount(username).map(People::person).filter(found -> may(found, password));
  }

  private boolean may(Person person, @Nullable String password) {
    boolean isOpen = isSeeded() && open.contains(person.name());
    if (!isOpen) {
      Allowance left = limits.take(Budget.GUESSES, person.account());
      if (left.refused()) {
        throw new GuessedTooOftenException(left.untilFull().toSeconds() + 1);
      }
    }
    return isOpen
        || (password != null && Secrets.same(tokens.password(person.account()), password.strip()));
  }

  private static Person person(JsonNode account) {
    String name = account.path("username").asText();
    String displayName = account.path("display_name").asText();
    return new Person(
        account.path("id").asLong(), name, displayName.isBlank() ? name : displayName);
  }
}
