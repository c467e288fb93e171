package io.rivulet.reader.account;

import io.rivulet.cold.Absent;
import io.rivulet.cold.ColdPosts;
import io.rivulet.event.Usernames;
import io.rivulet.id.Ids;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds accounts by name: by the name the fan-out has stored, or by the claim of an account that
/// was created a moment ago.
public final class AccountNames {
  private final Values values;
  private final ColdPosts cold;
  private final String domain;

  /// @param domain host and port of the public address; names may carry it
  public AccountNames(Access access, String domain) {
    this.values = access.values();
    this.cold = access.cold();
    this.domain = domain;
  }

  /// The account of a name.
  ///
  /// @param acct `name`, `@name` or `name@domain`, whatever its case
  /// @throws io.rivulet.cold.NotFilledException if nobody knows whether somebody has it
  public Optional<Long> find(String acct) {
    String name = acct.startsWith("@") ? acct.substring(1) : acct;
    int at = name.indexOf('@');
    if (at >= 0 && !name.substring(at + 1).equalsIgnoreCase(domain)) {
      return Optional.empty();
    }
    String username = at >= 0 ? name.substring(0, at) : name;
    if (!Usernames.valid(username)) {
      return Optional.empty();
    }
    String folded = Usernames.fold(username);
    // A claim alone may have been left by a broken try, while somebody has the name.
    List<Optional<Long>> found =
        Absent.unlessLost(
            () -> stored(folded),
            some -> some.getFirst().isEmpty(),
            () -> cold.requireFilled(Shards.of(folded)));
    return found.get(0).or(() -> found.get(1));
  }

  /// Who has a name, and who claims it.
  private List<Optional<Long>> stored(String folded) {
    List<byte @Nullable []> found =
        values.await(values.get(List.of(Keyspace.name(folded), Keyspace.claim(folded))));
    return List.of(id(found.get(0)), id(found.get(1)));
  }

  private static Optional<Long> id(byte @Nullable [] value) {
    return Optional.ofNullable(value)
        .map(digits -> Ids.parse(new String(digits, StandardCharsets.US_ASCII)))
        .filter(id -> id != 0);
  }
}
